import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { checkIn } from '#kiosk/check-in.ts';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op, patient, printJob, visit } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { saveHubTime } from '#shared/device/service-day/service-day.store.ts';
import { DAY_MS, makeCheckIn, newFolder, NOON, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { acknowledgeOps } from './acknowledge-ops.ts';
import { readLogHead } from './op-log.queries.ts';
import { purgeAcknowledged } from './purge-acknowledged.ts';
import { verifyLog } from './verify-log.ts';

let folder: string;
let db: DeviceDatabase;
beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

const incarnation = () => requireIdentity(db).incarnation;

function register(count: number): void {
  for (let n = 0; n < count; n += 1) checkIn({ db, clock: () => NOON, ids: () => v7() }, makeCheckIn());
}
function acknowledge(upTo: number, at: number): void {
  const ops = db.select().from(op).all();
  const results = ops
    .filter(({ seq }) => seq <= upTo)
    .map(({ seq, opId }) => ({ seq, opId, outcome: 'synced' as const, code: null }));
  writeTransaction(db, (tx) => acknowledgeOps(tx, incarnation(), { lastSeq: upTo, results, now: at }));
}
const hubSays = (now: number) => writeTransaction(db, (tx) => saveHubTime(tx, now, now));
const counts = () => [op, visit, patient, printJob].map((table) => db.select().from(table).all().length);

describe('old records on the device', () => {
  it('stay until the hub has had them for as long as it keeps backups, by its own clock', () => {
    register(3);
    acknowledge(3, NOON);
    expect(purgeAcknowledged(db, 35)).toBe(0);
    hubSays(NOON + 34 * DAY_MS);
    expect(purgeAcknowledged(db, 35)).toBe(0);
    expect(counts()).toEqual([3, 3, 3, 3]);
    hubSays(NOON + 36 * DAY_MS);
    expect(purgeAcknowledged(db, 35)).toBe(3);
    expect(counts()).toEqual([0, 0, 0, 0]);
    expect(readLogHead(db, incarnation())).toMatchObject({ lastSeq: 3, ackedSeq: 3, prunedSeq: 3 });
    verifyLog(db, incarnation());
    register(1);
    verifyLog(db, incarnation());
    expect(db.select().from(op).get()?.seq).toBe(4);
  });

  it('stay for ever while the hub has not acknowledged them', () => {
    register(4);
    acknowledge(2, NOON);
    hubSays(NOON + 4000 * DAY_MS);
    expect(purgeAcknowledged(db, 35)).toBe(2);
    expect(counts()).toEqual([2, 2, 2, 2]);
  });
});
