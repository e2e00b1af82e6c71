import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import { openDatabase as openHubDatabase } from '#hub/db/client.ts';
import { toLocation, toService } from '#hub/features/directory/synced-views.ts';
import { createTransact } from '#hub/db/transact.ts';
import { checkIn } from '#kiosk/check-in.ts';
import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { replica } from '#shared/device/db/schema.ts';
import { saveIdentity } from '#shared/device/identity/identity.store.ts';
import { openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import { readLogHead } from '#shared/device/op-log/op-log.queries.ts';
import { replaceReplica } from '#shared/device/replica/store-feed-page.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { startSyncLoop, type SyncLoop } from '#shared/device/sync/sync-loop.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { silentLog } from '#testing/device/device-world.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { makeRegistration } from './registration.ts';
import type { SyncRun } from './sync-run.ts';

const HUB = fileURLToPath(new URL('../../hub/main.ts', import.meta.url));
const ports = systemPorts();

type Kiosk = { db: DeviceDatabase; enrolled: EnrolledDevice };
export type OurWorld = {
  kiosks: Kiosk[];
  reader: Kiosk;
  url: string;
  location: Parameters<typeof toLocation>[0];
  serviceUid: string;
  stop(): Promise<void>;
};

/** A hub as a process of its own, and kiosks that have checked N people in without it. */
export async function buildOurs(databaseUrl: string, folder: string, m: number, n: number): Promise<OurWorld> {
  const hub = openHubDatabase(databaseUrl, () => undefined);
  const location = await insertLocation(hub.db);
  const service = await insertService(hub.db, { locationId: location.id });
  await createTransact(hub.db)(async ({ feed }) => {
    feed.put(location.id, 'location', 1, toLocation(location));
    feed.put(location.id, 'service', 1, toService(service));
  });
  const { rows } = await hub.db.execute<{ epoch: string }>(
    sql`SELECT value ->> 0 AS epoch FROM settings WHERE key = 'hub_epoch'`,
  );
  const child = fork(HUB, {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ANTEROOM_DATA_DIR: join(folder, 'hub'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await readyUrl(child);
  const make = async (index: number): Promise<Kiosk> => {
    const enrolled = await insertDevice(hub.db, { locationId: location.id, n: index });
    const db = openKiosk(join(folder, `kiosk-${index}`), { enrolled, url, epoch: rows[0]!.epoch, location, service });
    return { db, enrolled };
  };
  const kiosks = await Promise.all(Array.from({ length: m }, async (_, index) => make(index)));
  const reader = await make(m);
  for (const [device, { db }] of kiosks.entries()) {
    // Only the preparation: what is measured runs as a kiosk does.
    db.$client.pragma('synchronous = OFF');
    for (let index = 0; index < n; index += 1) registerOne(db, service.uid, device, index);
    db.$client.pragma('synchronous = FULL');
  }
  await hub.close();
  const stop = async (): Promise<void> => {
    for (const { db } of [...kiosks, reader]) db.$client.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { kiosks, reader, url, location, serviceUid: service.uid, stop };
}

export function registerOne(db: DeviceDatabase, serviceUid: string, device: number, index: number): string {
  const { id, reason, ...patient } = makeRegistration(device, index);
  const input = { idempotencyKey: id, patient, reason, serviceUid, doctorUid: null, language: 'en' as const };
  return checkIn({ db, clock: ports.clock, ids: ports.ids }, input).visitUid;
}

/** The network opens: every kiosk's own sync loop starts, beside a reader's that has long been connected. */
export async function runOurs(world: OurWorld, all: number): Promise<SyncRun> {
  const { promise: sawAll, resolve } = Promise.withResolvers<number>();
  const reading = startLoop(world, world.reader, () => {
    if (countEntries(world.reader.db) >= all) resolve(performance.now());
  });
  await reading.syncNow();
  await new Promise((done) => {
    setTimeout(done, 500);
  });
  const t0 = performance.now();
  const loops = world.kiosks.map((kiosk) => startPushing(world, kiosk));
  const acknowledged = await Promise.all(loops.map(({ empty }) => empty));
  const visibleAt = await sawAll;
  for (const { loop } of loops) await loop.stop();
  await reading.stop();
  return { durableMs: Math.max(...acknowledged) - t0, visibleMs: visibleAt - t0 };
}

export function startLoop({ url }: OurWorld, { db, enrolled }: Kiosk, onReplicaChange: () => void): SyncLoop {
  const auth = { deviceUid: enrolled.actor.deviceUid, deviceKey: enrolled.key };
  const link = hubConnector({ pokes: true })({ hubUrl: url, auth });
  const streams = ['queue', 'clinic'] as const;
  return startSyncLoop({
    db,
    link,
    ports,
    streams,
    appVersion: 'bench',
    pollMs: 20_000,
    log: silentLog,
    onReplicaChange,
  });
}

function startPushing(world: OurWorld, kiosk: Kiosk): { loop: SyncLoop; empty: Promise<number> } {
  const { promise: empty, resolve } = Promise.withResolvers<number>();
  const loop = startLoop(world, kiosk, () => undefined);
  const look = (): void => {
    const { lastSeq, ackedSeq } = readLogHead(kiosk.db, kiosk.enrolled.incarnation);
    if (ackedSeq === lastSeq) resolve(performance.now());
  };
  loop.status.onChange(look);
  return { loop, empty };
}

export function countEntries(db: DeviceDatabase): number {
  return db.select({ uid: replica.uid }).from(replica).where(eq(replica.entity, 'queue_entry')).all().length;
}

type Facts = {
  enrolled: EnrolledDevice;
  url: string;
  epoch: string;
  location: Parameters<typeof toLocation>[0];
  service: Parameters<typeof toService>[0];
};

/** As pairing and a first look at the feed leave a kiosk. */
function openKiosk(folder: string, { enrolled, url, epoch, location, service }: Facts): DeviceDatabase {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase({ file: join(folder, 'kiosk.sqlite') });
  const view = toLocation(location);
  const identity = { deviceUid: enrolled.actor.deviceUid, deviceKey: enrolled.key, deviceName: 'Bench', hubUrl: url };
  const { incarnation, lane } = enrolled;
  const row = { entity: 'service', uid: service.uid, rev: 1, seq: 1, payload: toService(service) };
  writeTransaction(db, (tx) => {
    saveIdentity(tx, {
      ...identity,
      incarnation,
      lane,
      hubEpoch: epoch,
      location: view,
      blockedBy: null,
      pairedAt: ports.clock(),
    });
    openIncarnation(tx, incarnation, ports.clock(), view.uid);
    replaceReplica(tx, { stream: 'queue', seq: 2, mark: null, rows: [row] });
  });
  return db;
}

async function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
    child.on('message', (message: { type: string; url: string }) => {
      if (message.type === 'ready') resolve(message.url);
    });
  });
}
