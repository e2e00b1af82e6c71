import { setTimeout as sleep } from 'node:timers/promises';

/** The first truthy answer; throws what `why` says when there is none in time. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  why: () => unknown,
  patienceMs = 60_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${patienceMs / 1000} s and still: ${String(await why())}`);
    await sleep(50);
  }
}
