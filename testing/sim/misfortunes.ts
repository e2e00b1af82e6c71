import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyEvent } from '#hub/features/queue/apply-event.ts';
import { pruneFeed } from '#hub/features/sync/prune-feed.ts';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { AppError } from '#shared/domain/errors.ts';
import { HubCrashed } from './slow-transact.ts';
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
  [
    6,
    'a bad line',
    (world) => {
      const { chance } = world;
      const bad = () => (chance.chance(0.5) ? chance.random() * 0.4 : 0);
      const cut = chance.pick(['none', 'none', 'out', 'in', 'both'] as const);
      anyDevice(world).faults = { loseRequest: bad(), loseAnswer: bad(), double: bad(), veryLate: bad() / 4, cut };
    },
  ],
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
      world.time.after(world.chance.between(500, 60_000), () => device.restart());
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
    async (world) => {
      await world.hub.crash();
      world.time.after(world.chance.between(500, 60_000), async () => world.hub.start());
    },
  ],
  [6, 'a call at the desk', moveSomebody],
  [
    1,
    'a pruned feed',
    async (world) => {
      if (!world.hub.isUp || world.options.bug === 'naive_feed') return;
      const { db } = world.hub.hub;
      // Everything but the last word on each entity; the database stamps its rows by the real clock.
      const before = Date.now() + 60_000;
      await pruneFeed(db, { locationId: world.location.id, stream: 'queue', before, beforeDay: '2000-01-01' });
    },
  ],
  [
    1,
    'an op nobody can read',
    (world) => {
      const device = anyDevice(world);
      if (device.isUp) appendPoison(world, device);
    },
  ],
  [1, 'an older store put back', putOlderBack],
  [1, 'a copy on another machine', copyToAnotherMachine],
];

async function moveSomebody({ hub, chance, location, station }: World): Promise<void> {
  if (!hub.isUp || hub.paused > 0) return;
  const open = await hub.rows<{ id: string; status: string }>(
    `SELECT id, current_status AS status FROM queue_management
     WHERE location_id = $1 AND current_status IN ('waiting', 'called', 'in_consultation') ORDER BY check_in_time, uid LIMIT 20`,
    [location.id],
  );
  if (open.length === 0) return;
  const { id, status } = chance.pick(open);
  const events = {
    waiting: [{ type: 'call', stationUid: station.uid }, { type: 'hold' }, { type: 'cancel' }],
    called: [{ type: 'start' }, { type: 'recall' }, { type: 'no_show' }],
    in_consultation: [{ type: 'complete' }],
  } as const;
  const event = chance.pick(events[status as keyof typeof events] as readonly { type: 'start' }[]);
  const now = hub.hub.clock();
  const move = hub.hub.transact(async (scope) => {
    const command = { ...scope, locationId: location.id, actor: null, now, requestId: null };
    await applyEvent(command, { queueId: Number(id), event });
  });
  await hub.orHeldUp(move.catch(tolerateHubEnd));
}

function tolerateHubEnd(error: unknown): void {
  if (!(error instanceof HubCrashed) && !(error instanceof AppError)) throw error;
}

function appendPoison({ chance }: World, device: SimDevice): void {
  const { db, ports } = device.core;
  const identity = readIdentity(db);
  if (!identity || identity.blockedBy !== null) return;
  const kind = chance.pick(['from.the.future', 'visit.check_in']);
  writeTransaction(db, (tx) =>
    appendOp(tx, identity.incarnation, {
      opId: ports.ids(),
      kind,
      entityUid: ports.ids(),
      baseRev: null,
      schemaVersion: 9,
      payload: '{"poison":true}',
      recordedAt: ports.clock(),
      businessDate: '2027-03-28',
    }),
  );
  device.core.noteOp();
}

/**
 * Only of a device whose every op the hub has, and of a hub that will keep them: nothing brings back what a disk alone
 * knew.
 */
function putOlderBack(world: World): void {
  const device = anyDevice(world);
  if (!device.isUp || device.outboxDepth > 0 || device.isBlocked || world.options.restoresHub) return;
  const older = join(world.options.folder, `${device.name}-older-${world.time.now}`);
  device.copyFiles(older);
  world.time.after(world.chance.between(60_000, 400_000), () => {
    if (!device.isUp || device.outboxDepth > 0 || device.isBlocked) return;
    device.rememberVisits();
    device.putBack(older);
    // Whoever does not look has no witness either.
    if (world.options.bug === 'no_fork_check') rmSync(join(older, 'kiosk.witness'), { force: true });
  });
}

async function copyToAnotherMachine(world: World): Promise<void> {
  const device = anyDevice(world);
  if (!device.isUp || world.devices.length > world.options.devices || device.isBlocked) return;
  // A copy before the machine was noted cannot be told from its original until the hub has seen both.
  if (device.opCount === 0) return;
  const name = `${device.name}-copy`;
  const folder = join(world.options.folder, name);
  mkdirSync(folder, { recursive: true });
  const from = device.copyFiles(join(world.options.folder, `${name}-source`));
  cpSync(from, folder, { recursive: true });
  await world.addDevice(name, { folder, pairs: false });
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
