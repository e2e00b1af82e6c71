import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { and, count, eq } from 'drizzle-orm';
import { checkIn } from '#kiosk/check-in.ts';
import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { replica } from '#shared/device/db/schema.ts';
import { saveIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import { readLogHead } from '#shared/device/op-log/op-log.queries.ts';
import { replaceReplica } from '#shared/device/replica/store-feed-page.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { startSyncLoop, type SyncLoop } from '#shared/device/sync/sync-loop.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import { silentLog } from '#testing/device/device-world.ts';
import type { EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { makeRegistration } from './registration.ts';
import type { OurWire } from './our-system.ts';

const ports = systemPorts();

export type Kiosk = { db: DeviceDatabase; enrolled: EnrolledDevice };

/** A kiosk's store as pairing and a first look at the feed leave it; without a folder, in memory. */
export function openKiosk(
  folder: string | null,
  enrolled: EnrolledDevice,
  { url, epoch, location, service }: Omit<OurWire, 'twoWay' | 'kiosks'>,
): Kiosk {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const db = openDatabase({ file: folder === null ? ':memory:' : join(folder, 'kiosk.sqlite') });
  const { incarnation, lane } = enrolled;
  const identity = { deviceUid: enrolled.actor.deviceUid, deviceKey: enrolled.key, deviceName: 'Bench', hubUrl: url };
  const rest = { incarnation, lane, hubEpoch: epoch, location, blockedBy: null, pairedAt: ports.clock() };
  const row = { entity: 'service', uid: service.uid, rev: 1, seq: 1, payload: service };
  writeTransaction(db, (tx) => {
    saveIdentity(tx, { ...identity, ...rest });
    openIncarnation(tx, incarnation, ports.clock(), location.uid);
    replaceReplica(tx, { stream: 'queue', seq: 2, mark: null, rows: [row] });
  });
  return { db, enrolled };
}

/** One person checks in at a kiosk, as people do: patient, visit, token, op and print job in one transaction. */
export function registerOne({ db }: Kiosk, serviceUid: string, device: number, index: number): void {
  const { id, reason, ...patient } = makeRegistration(device, index);
  const input = { idempotencyKey: id, patient, reason, serviceUid, doctorUid: null, language: 'en' as const };
  checkIn({ db, clock: ports.clock, ids: ports.ids }, input);
}

/** So many check-ins in a kiosk's log at once, as its own would stand there: only the preparation of what is measured. */
export function fillLog({ db, enrolled }: Kiosk, serviceUid: string, device: number, many: number): void {
  const { incarnation, lane } = enrolled;
  const now = ports.clock();
  const businessDate = new Date(now).toISOString().slice(0, 10);
  writeTransaction(db, (tx) => {
    for (let index = 0; index < many; index += 1) {
      const { id, reason, ...person } = makeRegistration(device, index);
      const [uid, queueEntryUid] = [ports.ids(), ports.ids()];
      const payload: CheckInPayload = {
        patient: { uid: id, ...person },
        visit: { queueEntryUid, serviceUid, doctorUid: null, language: 'en', reason, uid, checkedInAt: now + index },
        token: { businessDate, lane, number: index + 1 },
      };
      appendOp(tx, incarnation, {
        opId: ports.ids(),
        kind: OP_KINDS.checkIn,
        entityUid: uid,
        baseRev: null,
        schemaVersion: 1,
        payload: JSON.stringify(payload),
        recordedAt: now + index,
        businessDate,
      });
    }
  });
}

/** A kiosk's own sync loop. */
export function startLoop(
  url: string,
  { db, enrolled }: Kiosk,
  streams: readonly Stream[],
  onReplicaChange: () => void = () => undefined,
  log: DeviceLog = silentLog,
): SyncLoop {
  const auth = { deviceUid: enrolled.actor.deviceUid, deviceKey: enrolled.key };
  const link = hubConnector({ pokes: true })({ hubUrl: url, auth });
  const rest = { appVersion: 'bench', pollMs: 20_000, log, onReplicaChange };
  return startSyncLoop({ db, link, ports, streams, ...rest });
}

/** Starts a kiosk's loop; settles when the hub has acknowledged everything in it. */
export async function sendAll(url: string, kiosk: Kiosk, streams: readonly Stream[]): Promise<SyncLoop> {
  const { promise: empty, resolve } = Promise.withResolvers<void>();
  const loop = startLoop(url, kiosk, streams);
  const look = (): void => {
    const { lastSeq, ackedSeq } = readLogHead(kiosk.db, kiosk.enrolled.incarnation);
    if (ackedSeq === lastSeq) resolve();
  };
  loop.status.onChange(look);
  look();
  await empty;
  return loop;
}

export function countEntries({ db }: Kiosk): number {
  const isEntry = and(eq(replica.stream, 'queue'), eq(replica.entity, 'queue_entry'));
  return db.select({ entries: count() }).from(replica).where(isEntry).get()!.entries;
}
