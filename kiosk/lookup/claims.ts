import type { Clock, Ids } from '#shared/domain/ports.ts';

/**
 * What a lookup has found, under a random name that the page may hand back: the page never learns who it is, and cannot
 * name someone whom nobody has proved to be.
 */
export type Claims<T> = {
  issue(value: T): string;
  /** Null when it has lapsed or never was. Reading it does not use it up: a retry is the same check-in. */
  read(claim: string): T | null;
};

const LIFE_MS = 15 * 60_000;

export function createClaims<T>({ clock, ids }: { clock: Clock; ids: Ids }): Claims<T> {
  const held = new Map<string, { value: T; until: number }>();
  const dropLapsed = (): void => {
    for (const [claim, { until }] of held) if (until <= clock()) held.delete(claim);
  };
  return {
    issue: (value) => {
      dropLapsed();
      const claim = ids();
      held.set(claim, { value, until: clock() + LIFE_MS });
      return claim;
    },
    read: (claim) => {
      dropLapsed();
      return held.get(claim)?.value ?? null;
    },
  };
}
