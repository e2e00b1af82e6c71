import { join } from 'node:path';
import { hashPairingCode } from '#hub/features/devices/pairing-code.ts';
import { toLocation, toService } from '#hub/features/directory/synced-views.ts';
import { pairingCodes } from '#hub/db/schema/devices.ts';
import { feedCursor } from '#shared/device/db/schema.ts';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import type { PullReply, PushReply, PushRequest } from '#shared/protocol/sync.ts';
import { insertLocation, insertService, insertStation } from '#testing/factories/clinic.ts';
import type { Bug } from './bugs.ts';
import { dice, type Dice } from './dice.ts';
import { SimDevice } from './sim-device.ts';
import { SimHub } from './sim-hub.ts';
import { SimNetwork } from './sim-network.ts';
import { VirtualTime } from './virtual-time.ts';

/** A Sunday morning in spring, before the clocks in Berlin go forward. */
const START = Date.UTC(2027, 2, 28, 0, 30);

export type WorldOptions = {
  seed: number;
  bug: Bug | null;
  server: string;
  database: string;
  folder: string;
  devices: number;
  /** The hub will go back to a backup. */
  restoresHub: boolean;
};

export type World = {
  options: WorldOptions;
  time: VirtualTime;
  chance: Dice;
  hub: SimHub;
  network: SimNetwork;
  devices: SimDevice[];
  location: { id: number; uid: string };
  service: { id: number; uid: string };
  station: { uid: string };
  findings: string[];
  addDevice(name: string, given?: { folder?: string; pairs?: boolean }): Promise<SimDevice>;
};

/** A clinic with its hub running and its kiosks paired, in good weather. */
export async function buildWorld(options: WorldOptions): Promise<World> {
  const { seed, bug, server, database, folder } = options;
  const time = new VirtualTime(START);
  const hub = new SimHub({ server, database, time, seed, bug });
  await hub.start();
  const network = new SimNetwork(time, dice(seed, 'network'), hub);
  const findings = network.findings;
  const clinic = await insertClinic(hub, bug);
  const world: World = {
    options,
    time,
    chance: dice(seed, 'faults'),
    hub,
    network,
    devices: [],
    ...clinic,
    findings,
    addDevice: async (name, given = {}) => {
      const pairs = given.pairs ?? true;
      const device = new SimDevice({
        name,
        folder: given.folder ?? join(folder, name),
        machine: bug === 'no_fork_check' ? null : `machine of ${name}`,
        seed,
        time,
        network,
        pairing: pairs
          ? { hubUrl: 'http://hub.sim', code: await makeCode(hub, clinic.location.id, world.devices.length) }
          : null,
        synchronous: bug === 'normal_durability' ? 'NORMAL' : 'FULL',
        onAnswer: async (contract, body, reply) => checkDurable(hub, findings, contract, body, reply),
        rewrite: (self, contract, _body, reply) =>
          bug === 'cursor_before_rows' ? moveCursorFirst(time, self, contract, reply) : reply,
      });
      world.devices.push(device);
      device.start();
      return device;
    },
  };
  for (let n = 1; n <= options.devices; n += 1) await world.addDevice(`kiosk-${n}`);
  await time.run(time.now + 60_000);
  const unready = world.devices.filter((device) => device.isBlocked || !device.core.state.get().paired);
  if (unready.length > 0) findings.push(`${unready.length} kiosks could not be set up`);
  return world;
}

async function insertClinic(hub: SimHub, bug: Bug | null): Promise<Pick<World, 'location' | 'service' | 'station'>> {
  const location = await insertLocation(hub.hub.db);
  const service = await insertService(hub.hub.db, { locationId: location.id });
  const station = await insertStation(hub.hub.db, { locationId: location.id });
  if (bug === 'naive_feed') {
    for (const stream of ['queue', 'clinic']) await hub.rows(`CREATE SEQUENCE naive_feed_${location.id}_${stream}`);
  }
  await hub.hub.transact(async ({ feed }) => {
    feed.put(location.id, 'location', 1, toLocation(location));
    feed.put(location.id, 'service', 1, toService(service));
  });
  return { location, service, station };
}

/** Another for each device of each location, whatever else is in the database. */
async function makeCode(hub: SimHub, locationId: number, count: number): Promise<string> {
  const text = `SIM${locationId}X${count}`.padEnd(8, 'Y');
  await hub.hub.db.insert(pairingCodes).values({
    locationId,
    codeHash: hashPairingCode(text, hub.hub.keys.pairingCode),
    kind: 'kiosk',
    deviceName: text,
    expiresAt: Date.UTC(2100, 0, 1),
  });
  return text;
}

/** Whatever the hub acknowledges must be in its database by then, seen from another connection. */
async function checkDurable(
  hub: SimHub,
  findings: string[],
  contract: ApiContract,
  body: unknown,
  reply: unknown,
): Promise<void> {
  const answer = reply as PushReply;
  if (contract.id !== 'sync.push' || answer.status !== 'ok' || !hub.isUp) return;
  const { incarnation } = body as PushRequest;
  const [log] = await hub.rows<{ seq: string }>('SELECT last_seq AS seq FROM device_incarnations WHERE uid = $1', [
    incarnation,
  ]);
  if (Number(log?.seq ?? 0) < answer.lastSeq) findings.push('the hub acknowledged what it had not committed');
}

/** The device's mistake: the cursor first, and a power cut before the rows. */
function moveCursorFirst(time: VirtualTime, device: SimDevice, contract: ApiContract, reply: unknown): unknown {
  const page = reply as PullReply;
  const last = contract.id === 'sync.pull' ? page.rows.at(-1) : undefined;
  if (!last || time.now % 4 !== 0) return reply;
  const cursor = { stream: page.stream, seq: last.seq, rereading: false, mark: page.mark ?? null };
  device.core.db.insert(feedCursor).values(cursor).onConflictDoUpdate({ target: feedCursor.stream, set: cursor }).run();
  device.crash();
  time.after(5000, () => device.restart());
  return reply;
}
