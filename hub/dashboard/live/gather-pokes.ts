import type { Cancel, Scheduler } from '#shared/domain/ports.ts';

/**
 * Runs `task` at once for the first poke and once more after a burst: a change shows without delay, and a morning rush
 * does not become a request per patient.
 */
export function gatherPokes(task: () => void, windowMs: number, scheduler: Scheduler): { poke(): void; stop: Cancel } {
  let open = false;
  let again = false;
  let cancel: Cancel | null = null;
  function close(): void {
    open = false;
    if (!again) return;
    again = false;
    poke();
  }
  function poke(): void {
    if (open) {
      again = true;
      return;
    }
    open = true;
    cancel = scheduler.after(windowMs, close);
    task();
  }
  return { poke, stop: () => cancel?.() };
}
