import { rmSync } from 'node:fs';
import type { Bug } from './bugs.ts';
import { checkWorld } from './check-world.ts';
import type { ClinicSize } from './clinic-size.ts';
import { comparePaths } from './compare-paths.ts';
import { workAt, type DeviceWork } from './device-work.ts';
import { dice, seededIds } from './dice.ts';
import { heal, quiesce } from './heal.ts';
import { befall, pickMisfortune } from './misfortunes.ts';
import { putOlderBack } from './other-stores.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { buildWorld, type World } from './world.ts';

export type SeedOptions = ClinicSize & {
  seed: number;
  server: string;
  /** One that no other seed uses meanwhile; of a seed that restores its hub, one that none ever used. */
  database: string;
  bug?: Bug | null;
  /** The hub loses what it learned after a backup. */
  restoresHub?: boolean;
  /** Hears of everything that befalls the clinic. */
  onEvent?: (text: string) => void;
};

export type SeedResult = {
  seed: number;
  findings: string[];
  done: number;
  refused: number;
  /** Ops of which no copy was left anywhere. */
  gone: number;
  virtualMs: number;
};

const MINUTE_MS = 60_000;
const COMPARED_EVERY = 4;

/** One clinic's bad day: set-up, faults, heal, quiesce, check. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, server, database, devices, bug = null, restoresHub = false } = options;
  const folder = makeScratchFolder('anteroom-sim-');
  const hubs = seed % 3 === 0 ? 2 : 1;
  const world = await buildWorld({ seed, bug, server, database, folder, devices, restoresHub, hubs });
  // Every tenth clinic never hears a poke.
  if (seed % 10 === 0) world.network.pokesLost = 100;
  const counts = { done: 0, refused: 0 };
  const began = world.time.now;
  try {
    planWork(world, options, counts);
    planMisfortunes(world, options);
    if (restoresHub) planRestore(world, options);
    world.hub.pauseChance = 0.15;
    await world.time.run(began + options.faultMinutes * MINUTE_MS);
    options.onEvent?.('the faults are over');
    await heal(world);
    const unrest = await quiesce(world);
    if (unrest.length > 0) world.findings.push(`not at rest: ${unrest.join(', ')}`);
    else {
      await checkWorld(world);
      if (seed % COMPARED_EVERY === 1) await comparePaths(world);
    }
  } finally {
    for (const device of world.devices) device.crash();
    await world.hub.crash();
    rmSync(folder, { recursive: true, force: true });
  }
  const gone = world.ledger.gone.size;
  return { seed, findings: [...new Set(world.findings)], ...counts, gone, virtualMs: world.time.now - began };
}

function planWork(world: World, options: SeedOptions, counts: { done: number; refused: number }): void {
  const { seed, ops, faultMinutes } = options;
  const chance = dice(seed, 'patients');
  const work: DeviceWork = { world, chance, ids: seededIds(() => world.time.now, chance.random), known: new Map() };
  for (const index of world.devices.keys()) {
    for (let n = 0; n < ops; n += 1) {
      world.time.after(chance.between(0, faultMinutes * MINUTE_MS), () => {
        // At those that came later, too: copies, new ones.
        const device = chance.chance(0.25) ? chance.pick(world.devices) : world.devices[index]!;
        if (workAt(work, device, n) === null) counts.done += 1;
        else counts.refused += 1;
        if (!device.isUp) world.time.after(chance.between(500, 20_000), () => device.restart());
      });
    }
  }
}

function planMisfortunes(world: World, { onEvent, faultMinutes }: SeedOptions): void {
  const { chance, time } = world;
  const healAt = time.now + faultMinutes * MINUTE_MS;
  const gap = faultMinutes < 10 ? 14_000 : 40_000;
  const next = (): void => {
    time.after(chance.between(1000, gap), async () => {
      if (time.now >= healAt) return;
      const [, name, misfortune] = pickMisfortune(world);
      onEvent?.(`${new Date(time.now).toISOString().slice(11, 23)} ${name}`);
      await befall(world, misfortune);
      next();
    });
  };
  next();
}

function planRestore(world: World, { database, onEvent, faultMinutes }: SeedOptions): void {
  const { hub, time, chance, ledger, devices } = world;
  const backup = `${database}_backup`;
  const minutes = (from: number, to: number): number => chance.between(from * MINUTE_MS, to * MINUTE_MS) * faultMinutes;
  time.after(minutes(0.05, 0.4), async () => {
    onEvent?.('a backup of the hub');
    await hub.backUp(backup);
  });
  time.after(minutes(0.45, 0.95), async () => {
    onEvent?.('the hub goes back to its backup');
    await ledger.erase(hub, devices, async () => hub.restore(backup));
  });
  // Both sides at once, in either order, is what nothing but a note beside the store can tell.
  for (let n = 0; n < 2; n += 1) time.after(minutes(0.1, 0.8), () => befall(world, putOlderBack));
}
