/** The day's own time: minutes from opening, so many times as fast as ours. */
export type DayClock = {
  now(): number;
  /** Waits so many of the day's minutes. Rejects when the day is given up. */
  pass(minutes: number): Promise<void>;
  passUntil(minute: number): Promise<void>;
  label(): string;
};

const OPENS_AT = 8 * 60;

export function startDayClock(speed: number, signal: AbortSignal): DayClock {
  const begun = performance.now();
  const now = () => ((performance.now() - begun) / 60_000) * speed;
  async function pass(minutes: number): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
        (Math.max(0, minutes) * 60_000) / speed,
      );
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
  return {
    now,
    pass,
    passUntil: async (minute) => pass(minute - now()),
    label: () => {
      const minute = Math.floor(OPENS_AT + now());
      return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    },
  };
}
