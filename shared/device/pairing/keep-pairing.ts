import type { DevicePorts } from '#shared/device/system-ports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Cancel } from '#shared/domain/ports.ts';
import { retryDelay } from '#shared/device/sync/retry-delay.ts';

/** A refused code stays refused; asking seldom keeps clear of the hub's limit on guesses. */
const REFUSED_RETRY_MS = 60_000;

export type KeepPairingOptions = {
  pairing: { hubUrl: string; code: string } | null;
  pair: (pairing: { hubUrl: string; code: string }) => Promise<unknown>;
  ports: Pick<DevicePorts, 'random' | 'scheduler'>;
  onFailure: (code: string) => void;
};

/** Pairs unattended, trying again until it is done or someone has paired by hand. Returns how to give up. */
export function keepPairing({ pairing, pair, ports, onFailure }: KeepPairingOptions): () => void {
  let cancel: Cancel | undefined;
  let stopped = pairing === null;
  let failures = 0;

  const attempt = async (): Promise<void> => {
    if (stopped || !pairing) return;
    try {
      await pair(pairing);
      return;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'device.pairing_failed';
      if (stopped || code === 'device.already_paired') return;
      failures += 1;
      onFailure(code);
      const delay = code.startsWith('network.') ? retryDelay(failures, ports.random) : REFUSED_RETRY_MS;
      cancel = ports.scheduler.after(delay, () => void attempt());
    }
  };
  void attempt();
  return () => {
    stopped = true;
    cancel?.();
  };
}
