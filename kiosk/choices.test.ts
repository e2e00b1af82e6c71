import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op, visit } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { acknowledgeOps } from '#shared/device/op-log/acknowledge-ops.ts';
import { readCursor } from '#shared/device/replica/replica.queries.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import {
  clinicRows,
  DAY_MS,
  DOCTOR_UID,
  makeCheckIn,
  newFolder,
  NOON,
  openPairedDevice,
  removeFolder,
  SERVICE_UID,
} from '#testing/device/device-world.ts';
import { checkIn } from './check-in.ts';
import { listChoices } from './choices.ts';

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

const check = () => checkIn({ db, clock: () => NOON, ids: () => v7() }, makeCheckIn({ doctorUid: DOCTOR_UID }));
const waiting = (now = NOON) => {
  const { services, doctors } = listChoices(db, now);
  return [services[0]?.waiting, doctors[0]?.waiting];
};

function tell(uid: string, change: Partial<QueueEntryView> | null): void {
  const entry: QueueEntryView = {
    uid,
    token: 'C-001',
    businessDate: '2026-03-14',
    status: 'waiting',
    serviceUid: SERVICE_UID,
    doctorUid: null,
    stationUid: null,
    language: 'en',
    checkedInAt: NOON,
    calledAt: null,
    callCount: 0,
    held: false,
  };
  const seq = readCursor(db, 'queue').seq + 1;
  const payload = change && { ...entry, ...change };
  const row = { seq, entity: 'queue_entry', uid, rev: seq, payload };
  writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'queue', rows: [row], head: seq }));
}

function answerOps(outcome: OpResult['outcome']): void {
  const { incarnation } = requireIdentity(db);
  const results = db
    .select()
    .from(op)
    .all()
    .map(({ seq, opId }) => ({ seq, opId, outcome, code: null }));
  writeTransaction(db, (tx) => acknowledgeOps(tx, incarnation, { lastSeq: results.length, results, now: NOON }));
}

describe('what a walk-in can choose', () => {
  it('is what is open, in the clinic’s order', () => {
    const [service] = clinicRows();
    const add = (uid: string, change: object) => {
      const seq = readCursor(db, 'queue').seq + 1;
      const row = { ...service!, seq, uid, payload: { ...service!.payload, uid, ...change } };
      writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'queue', rows: [row], head: seq }));
    };
    const [first, closed] = [v7(), v7()];
    add(first, { position: 0 });
    add(closed, { active: false });
    expect(listChoices(db, NOON).services.map(({ uid }) => uid)).toEqual([first, SERVICE_UID]);
  });

  it('counts each who waits once: as this kiosk’s own until the hub tells of them, and then as the hub tells', () => {
    expect(waiting()).toEqual([0, 0]);
    check();
    expect(waiting()).toEqual([1, 1]);
    answerOps('synced');
    expect(waiting()).toEqual([1, 1]);
    const { queueEntryUid } = db.select().from(visit).get()!;
    tell(queueEntryUid, { doctorUid: DOCTOR_UID });
    expect(waiting()).toEqual([1, 1]);
    tell(queueEntryUid, { doctorUid: DOCTOR_UID, status: 'called' });
    expect(waiting()).toEqual([0, 0]);
    tell(queueEntryUid, null);
    expect(waiting()).toEqual([0, 0]);
  });

  it('leaves out those who are passed over, of another day, or whom the hub could not take', () => {
    tell(v7(), {});
    tell(v7(), { held: true });
    tell(v7(), { businessDate: '2026-03-13' });
    expect(waiting()).toEqual([1, 0]);
    check();
    answerOps('failed');
    expect(waiting()).toEqual([1, 0]);
    expect(waiting(NOON + DAY_MS)).toEqual([0, 0]);
  });
});

describe('how long it takes', () => {
  const upper = (now = NOON) => listChoices(db, now).doctors[0]?.waitMinutes?.[1];
  function tellWait(people: number, waitMinutes: [number, number]): void {
    const seq = readCursor(db, 'queue').seq + 1;
    const payload = {
      uid: DOCTOR_UID,
      serviceUid: SERVICE_UID,
      doctorUid: DOCTOR_UID,
      waiting: people,
      waitMinutes,
      madeAt: NOON,
    };
    const row = { seq, entity: 'queue_wait', uid: DOCTOR_UID, rev: seq, payload };
    writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'queue', rows: [row], head: seq }));
  }

  it('is what the hub says, on the choices, the ticket and the token screen', () => {
    tellWait(0, [35, 50]);
    expect(listChoices(db, NOON).doctors[0]?.waitMinutes).toEqual([35, 50]);
    expect(check().waitMinutes).toEqual([35, 50]);
  });

  it('grows by those who came since the hub said it', () => {
    tellWait(0, [35, 50]);
    check();
    check();
    expect(upper()).toBeGreaterThan(50);
  });

  it('is the kiosk’s own estimate when the hub has said nothing for long', () => {
    const own = upper();
    tellWait(0, [35, 50]);
    expect(upper(NOON + 19 * 60_000)).toBe(50);
    expect(upper(NOON + 21 * 60_000)).toBe(own);
  });
});
