import { join } from 'node:path';
import { hashPairingCode } from '#hub/features/devices/pairing-code.ts';
import { toLocation, toService } from '#hub/features/directory/synced-views.ts';
import { pairingCodes } from '#hub/db/schema/devices.ts';
import { feedCursor } from '#shared/device/db/schema.ts';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import type { PatientFields } from '#shared/protocol/sync/patient-update-op.ts';
import type { PullReply } from '#shared/protocol/sync/pull.ts';
import type { PushReply, PushRequest } from '#shared/protocol/sync/push.ts';
import { insertAppointment, insertPatient } from '#testing/factories/booking.ts';
import { insertLocation, insertService, insertStation, insertUser } from '#testing/factories/clinic.ts';
import type { Bug } from './bugs.ts';
import { dice, type Dice } from './dice.ts';
import { SimDevice } from './sim-device.ts';
import { Ledger } from './ledger.ts';
import { noteTakenUp } from './note-taken-up.ts';
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
  /** How many hub processes serve the clinic. */
  hubs: number;
};

export type World = {
  options: WorldOptions;
  time: VirtualTime;
  chance: Dice;
  hub: SimHub;
  network: SimNetwork;
  devices: SimDevice[];
  location: { id: number; uid: string };
  services: readonly { id: number; uid: string }[];
  station: { uid: string };
  findings: string[];
  ledger: Ledger;
  /** Ops that were written so that nobody can read them. */
  poisoned: Set<string>;
  /** Patients that the hub has been told of, as they were registered. */
  registered: Map<string, PatientFields>;
  /** A pairing code, for a new device or for the place of one. */
  makeCode: (replacesId?: number) => Promise<string>;
  addDevice: (name: string, given?: { folder?: string; pairs?: boolean }) => Promise<SimDevice>;
};

/** A clinic with its hub running and its kiosks paired, in good weather. */
export async function buildWorld(options: WorldOptions): Promise<World> {
  const { seed, bug, server, database, folder, hubs } = options;
  const time = new VirtualTime(START);
  const hub = new SimHub({ server, database, folder, time, seed, bug, processes: hubs });
  await hub.start();
  const network = new SimNetwork(time, dice(seed, 'network'), hub);
  const findings = network.findings;
  const clinic = await insertClinic(hub, bug);
  let codes = 0;
  const makeCode = async (replacesId: number | null = null): Promise<string> => {
    codes += 1;
    return insertCode(hub, clinic.location.id, {
      text: `SIM${clinic.location.id}X${codes}`.padEnd(8, 'Y'),
      replacesId,
    });
  };
  const world: World = {
    options,
    time,
    chance: dice(seed, 'faults'),
    hub,
    network,
    devices: [],
    ...clinic,
    findings,
    ledger: new Ledger(),
    poisoned: new Set(),
    registered: new Map(),
    makeCode: async (replacesId) => makeCode(replacesId),
    addDevice: async (name, given = {}) => {
      const pairs = given.pairs ?? true;
      const device = new SimDevice({
        name,
        folder: given.folder ?? join(folder, name),
        machine: bug === 'no_fork_check' ? null : `machine of ${name}`,
        seed,
        time,
        network,
        pairing: pairs ? { hubUrl: 'http://hub.sim', code: await makeCode() } : null,
        synchronous: bug === 'normal_durability' ? 'NORMAL' : 'FULL',
        onAnswer: async (contract, body, reply) => {
          noteRegistered(world, contract, body);
          await checkDurable(hub, findings, contract, body, reply);
        },
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

async function insertClinic(hub: SimHub, bug: Bug | null): Promise<Pick<World, 'location' | 'services' | 'station'>> {
  await noteTakenUp(hub);
  const location = await insertLocation(hub.hub.db);
  const services = [
    await insertService(hub.hub.db, { locationId: location.id }),
    await insertService(hub.hub.db, { locationId: location.id }),
  ];
  await bookSomebody(hub, location.id, services[0]!.id);
  const station = await insertStation(hub.hub.db, { locationId: location.id });
  if (bug === 'naive_feed') {
    for (const stream of ['queue', 'clinic']) await hub.rows(`CREATE SEQUENCE naive_feed_${location.id}_${stream}`);
  }
  await hub.hub.transact(async ({ feed }) => {
    feed.put(location.id, 'location', 1, toLocation(location));
    for (const service of services) feed.put(location.id, 'service', 1, toService(service));
  });
  return { location, services, station };
}

/** A few who are expected this morning. */
async function bookSomebody(hub: SimHub, locationId: number, serviceId: number): Promise<void> {
  const { db } = hub.hub;
  const doctor = await insertUser(db, { locationId, role: 'doctor', serviceId });
  for (let n = 1; n <= 4; n += 1) {
    const patient = await insertPatient(db, { locationId });
    const scheduledDate = START + n * 1_800_000;
    await insertAppointment(db, { locationId, doctorId: doctor.id, serviceId, patientId: patient.id, scheduledDate });
  }
}

async function insertCode(
  hub: SimHub,
  locationId: number,
  { text, replacesId }: { text: string; replacesId: number | null },
): Promise<string> {
  await hub.hub.db.insert(pairingCodes).values({
    locationId,
    codeHash: hashPairingCode(text, hub.hub.keys.pairingCode),
    kind: 'kiosk',
    deviceName: text,
    replacesId,
    expiresAt: Date.UTC(2100, 0, 1),
  });
  return text;
}

/** Whom the hub has heard of, others may speak of. */
function noteRegistered({ registered }: World, contract: ApiContract, body: unknown): void {
  if (contract.id !== 'sync.push') return;
  for (const { kind, payload } of (body as PushRequest).ops) {
    const { patient } = JSON.parse(payload) as { patient?: { uid: string; lastName: string } | null };
    if (kind === 'visit.check_in' && patient) registered.set(patient.uid, { lastName: patient.lastName });
  }
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
