import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Cancel } from '#shared/domain/ports.ts';

/** A hub that is there answers within a moment; someone waits in front of the kiosk. */
const LONGEST_MS = 4000;

/**
 * Does `work`, and once more when this machine's clock was in doubt and the hub could be asked what day it is. Throws what
 * `work` throws: `clock.jumped` only where no hub has answered.
 */
export async function askHubOnJump<T>(
  { methods, ports }: Pick<Device, 'methods' | 'ports'>,
  work: () => T,
): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'clock.jumped') throw error;
  }
  let cancel: Cancel | undefined;
  const waited = new Promise<void>((resolve) => {
    cancel = ports.scheduler.after(LONGEST_MS, resolve);
  });
  await Promise.race([methods['device.syncNow'](), waited]);
  cancel?.();
  return work();
}
