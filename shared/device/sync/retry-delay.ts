import type { Random } from '#shared/domain/ports.ts';

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;

/** Twice as long after each failure, up to half a minute, and never in step with other devices ("full jitter"). */
export function retryDelay(failures: number, random: Random): number {
  const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

/** Around `pollMs`, a quarter more or less, so that a clinic's devices spread themselves out. */
export function pollDelay(pollMs: number, random: Random): number {
  return Math.round(pollMs * (0.75 + random() / 2));
}
