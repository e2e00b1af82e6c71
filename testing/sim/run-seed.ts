import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedCursor } from '#shared/device/db/schema.ts';
import type { Bug } from './bugs.ts';
import { checkWorld } from './check-world.ts';
import { dice, seededIds } from './dice.ts';
import { befall, pickMisfortune } from './misfortunes.ts';
import { CRASH_POINTS, type SimDevice } from './sim-device.ts';
import { GOOD_LINE } from './sim-network.ts';
import { buildWorld, type World } from './world.ts';

export type SeedOptions = {
  seed: number;
  server: string;
  database: string;
  devices: number;
  /** Registrations on each device. */
  ops: number;
  bug?: Bug | null;
  /** The hub loses what it learned after a backup; the database must then be this seed's own. */
  restoresHub?: boolean;
  /** How long things go wrong. */
  faultMinutes?: number;
  /** Hears of everything that befalls the clinic. */
  onEvent?: (text: string) => void;
};

export type SeedResult = { seed: number; findings: string[]; registered: number; refused: number; virtualMs: number };

const MINUTE_MS = 60_000;
const FAULT_MINUTES = 40;
/** After this long without a fault everything must have come to rest. */
const QUIESCE_WITHIN_MS = 15 * MINUTE_MS;

/** One clinic's bad day: set-up, faults, heal, quiesce, check. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, server, database, devices, bug = null } = options;
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-sim-'));
  const world = await buildWorld({
    seed,
    bug,
    server,
    database,
    folder,
    devices,
    restoresHub: options.restoresHub ?? false,
  });
  const counts = { registered: 0, refused: 0 };
  const began = world.time.now;
  try {
    planPatients(world, options, counts);
    planMisfortunes(world, options);
    if (options.restoresHub) planRestore(world, options);
    world.hub.pauseChance = 0.15;
    await world.time.run(began + faultsMs(options));
    await heal(world);
    if (await quiesce(world)) await checkWorld(world);
    else world.findings.push(`not at rest after ${QUIESCE_WITHIN_MS / MINUTE_MS} minutes: ${unrest(world).join(', ')}`);
  } finally {
    for (const device of world.devices) device.crash();
    await world.hub.crash();
    rmSync(folder, { recursive: true, force: true });
  }
  return { seed, findings: [...new Set(world.findings)], ...counts, virtualMs: world.time.now - began };
}

function planPatients(world: World, options: SeedOptions, counts: { registered: number; refused: number }): void {
  const { seed, ops } = options;
  const chance = dice(seed, 'patients');
  const ids = seededIds(() => world.time.now, chance.random);
  for (const index of world.devices.keys()) {
    for (let n = 0; n < ops; n += 1) {
      world.time.after(chance.between(0, faultsMs(options)), () => {
        // Of copies, too, once there are any.
        const device = chance.chance(0.2) ? chance.pick(world.devices) : world.devices[index]!;
        const crashAt = chance.chance(0.03) ? chance.pick(CRASH_POINTS) : null;
        const refusal = device.register(aPatient(world, ids, n), crashAt);
        if (refusal === null) counts.registered += 1;
        else counts.refused += 1;
        if (!device.isUp) world.time.after(chance.between(500, 20_000), () => device.restart());
      });
    }
  }
}

function faultsMs({ faultMinutes = FAULT_MINUTES }: SeedOptions): number {
  return faultMinutes * MINUTE_MS;
}

function aPatient({ service }: World, ids: () => string, n: number) {
  return {
    idempotencyKey: ids(),
    patient: {
      firstName: `First ${n}`,
      lastName: "O'Neil",
      birthDate: `19${String(50 + (n % 50))}-02-03`,
      phone: `+4930123${String(10_000 + n)}`,
    },
    serviceUid: service.uid,
    doctorUid: null,
    language: 'en' as const,
  };
}

function planMisfortunes(world: World, options: SeedOptions): void {
  const { onEvent } = options;
  const next = (): void => {
    world.time.after(world.chance.between(2000, 40_000), async () => {
      if (world.time.now >= healAt) return;
      const [, name, misfortune] = pickMisfortune(world);
      onEvent?.(`${new Date(world.time.now).toISOString().slice(11, 23)} ${name}`);
      await befall(world, misfortune);
      next();
    });
  };
  const healAt = world.time.now + faultsMs(options);
  next();
}

function planRestore({ hub, time, chance }: World, { database, onEvent }: SeedOptions): void {
  const backup = `${database}_backup`;
  time.after(chance.between(MINUTE_MS, 10 * MINUTE_MS), async () => {
    onEvent?.('a backup of the hub');
    await hub.backUp(backup);
  });
  time.after(chance.between(15 * MINUTE_MS, 38 * MINUTE_MS), async () => {
    onEvent?.('the hub goes back to its backup');
    await hub.restore(backup);
  });
}

async function heal({ hub, devices, time }: World): Promise<void> {
  hub.pauseChance = 0;
  // Restarts under way are waited for: nothing more is broken, and nothing is half up.
  await time.run(time.now + 2 * MINUTE_MS);
  await hub.start();
  for (const device of devices) {
    device.faults = GOOD_LINE;
    device.clockOff = 0;
    device.restart();
  }
}

/** With no new writes, everybody has been heard and everybody knows. */
async function quiesce(world: World): Promise<boolean> {
  const deadline = world.time.now + QUIESCE_WITHIN_MS;
  while (world.time.now < deadline) {
    await world.time.run(world.time.now + MINUTE_MS / 2);
    if (unrest(world).length === 0 && (await isCaughtUp(world))) return true;
  }
  return false;
}

function unrest({ devices, hub }: World): string[] {
  const reasons = devices.flatMap((device) => [
    ...(device.isUp ? [] : [`${device.name} is off`]),
    ...(device.isUp && device.isBlocked ? [`${device.name} is blocked`] : []),
    ...(device.isUp && device.outboxDepth > 0
      ? [`${device.name} has ${device.outboxDepth} to send (${lastErrorOf(device)})`]
      : []),
  ]);
  return hub.paused > 0 ? [...reasons, 'a transaction is held up'] : reasons;
}

function lastErrorOf(device: SimDevice): string {
  return device.core.state.get().sync.lastError ?? 'no error';
}

async function isCaughtUp({ hub, location, devices }: World): Promise<boolean> {
  const [head] = await hub.rows<{ seq: string }>(
    "SELECT seq FROM feed_head WHERE location_id = $1 AND stream = 'queue'",
    [location.id],
  );
  return devices.every((device) => {
    const cursor = device.core.db
      .select()
      .from(feedCursor)
      .all()
      .find(({ stream }) => stream === 'queue');
    return cursor?.seq === Number(head?.seq ?? 0);
  });
}
