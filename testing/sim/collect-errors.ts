import type { DeviceLog } from '#shared/device/device-log.ts';

/** Keeps the code of whatever a device logs as trouble, for as long as it lives. */
export function collectErrors(errors: Set<string>, isAlive: () => boolean): DeviceLog {
  const note = (details: object): void => {
    if (!isAlive()) return;
    if ('code' in details) errors.add(String(details.code));
    else if ('error' in details) errors.add(String(details.error));
  };
  return { debug: () => undefined, info: () => undefined, warn: note, error: note };
}
