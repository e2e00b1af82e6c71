import { pruneFeed } from '#hub/features/sync/prune-feed.ts';
import { AppError } from '#shared/domain/errors.ts';
import { copyToAnotherMachine, newKiosk, putOlderBack, setUpAnew } from './other-stores.ts';
import { moveSomebody } from './desk-work.ts';
import { GOOD_LINE } from './sim-network.ts';
import type { SimDevice } from './sim-device.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CLOCK_JUMPS = [0, HOUR_MS, -HOUR_MS, 4 * HOUR_MS, DAY_MS, -DAY_MS, 365 * DAY_MS, -365 * DAY_MS];

export type Misfortune = (world: World) => Promise<void> | void;

const anyDevice = (world: World): SimDevice => world.chance.pick(world.devices);

/** What can happen to a clinic, each by its weight. */
export const MISFORTUNES: readonly (readonly [weight: number, name: string, Misfortune])[] = [
  [6, 'a bad line', spoilLine],
  [
    2,
    'a good line',
    (world) => {
      anyDevice(world).faults = GOOD_LINE;
    },
  ],
  [
    3,
    'a power cut',
    (world) => {
      const device = anyDevice(world);
      device.crash();
      world.time.after(world.chance.between(500, 30_000), () => device.restart());
    },
  ],
  [
    3,
    'a clock that jumps',
    (world) => {
      anyDevice(world).clockOff = world.chance.pick(CLOCK_JUMPS);
    },
  ],
  [
    2,
    'a hub that ends',
    async ({ hub, time, chance }) => {
      await (chance.chance(0.5) ? hub.crash() : hub.crashOne());
      time.after(chance.between(500, 30_000), async () => hub.start());
    },
  ],
  [6, 'a move at the desk', moveSomebody],
  [
    1,
    'a pruned feed',
    async ({ hub, location, options }) => {
      if (!hub.isUp || options.bug === 'naive_feed' || hub.flights.paused > 0) return;
      // Everything but the last word on each entity; the database stamps its rows by the real clock.
      const before = Date.now() + 60_000;
      for (const stream of ['queue', 'clinic'] as const) {
        await pruneFeed(hub.hub.db, { locationId: location.id, stream, before, beforeDay: '2000-01-01' });
      }
    },
  ],
  [
    1,
    'an op nobody can read',
    (world) => {
      const { chance, poisoned } = world;
      const device = anyDevice(world);
      const kind = chance.pick(['from.the.future', 'visit.check_in', 'queue.event', 'patient.update']);
      if (!device.isUp) return;
      const opId = device.append({ kind, entityUid: device.core.ports.ids(), payload: { poison: true } });
      if (opId !== null) poisoned.add(opId);
    },
  ],
  [
    1,
    'a build that speaks of other things',
    (world) => {
      anyDevice(world).speaks = world.chance.pick([null, { min: 2, max: 3 }, { min: 1, max: 7 }]);
    },
  ],
  [2, 'an older store put back', putOlderBack],
  [1, 'a copy on another machine', copyToAnotherMachine],
  [1, 'a kiosk set up anew', setUpAnew],
  [1, 'one kiosk more', newKiosk],
];

function spoilLine(world: World): void {
  const { chance } = world;
  const bad = () => (chance.chance(0.5) ? chance.random() * 0.4 : 0);
  const cut = chance.pick(['none', 'none', 'out', 'in', 'both'] as const);
  anyDevice(world).faults = { loseRequest: bad(), loseAnswer: bad(), double: bad(), veryLate: bad() / 4, cut };
}

/** One of them, picked by weight. */
export function pickMisfortune(world: World): (typeof MISFORTUNES)[number] {
  const total = MISFORTUNES.reduce((sum, [weight]) => sum + weight, 0);
  let left = world.chance.random() * total;
  for (const misfortune of MISFORTUNES) {
    left -= misfortune[0];
    if (left < 0) return misfortune;
  }
  return MISFORTUNES[0]!;
}

/** A device that was killed while something was done to it is no finding. */
export async function befall(world: World, misfortune: Misfortune): Promise<void> {
  try {
    await misfortune(world);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
