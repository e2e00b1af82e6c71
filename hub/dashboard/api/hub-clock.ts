import type { Clock, Instant } from '#shared/domain/ports.ts';

/** Below this the difference may as well be the network; above it the desk's clock is wrong. */
const TRUSTED_MS = 5_000;

export type HubClock = { now: Clock; heard(dateHeader: string | null): void };

/** The hub's time as far as its replies tell: a desk computer with a wrong clock must not show wrong waits. */
export function createHubClock(clock: Clock): HubClock {
  let skew: Instant = 0;
  return {
    now: () => clock() + skew,
    heard(dateHeader) {
      const said = Date.parse(dateHeader ?? '');
      if (Number.isNaN(said)) return;
      const difference = said - clock();
      skew = Math.abs(difference) > TRUSTED_MS ? difference : 0;
    },
  };
}
