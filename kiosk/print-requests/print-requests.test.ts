import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIn } from '#kiosk/check-in.ts';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import type { PrintJobStore } from '#kiosk/printing/print-job-store.ts';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import type { PrintRequest } from '#shared/protocol/entities.ts';
import {
  makeCheckIn,
  newFolder,
  NOON,
  openPairedDevice,
  removeFolder,
  SERVICE_UID,
} from '#testing/device/device-world.ts';
import { followPrintRequests } from './follow-print-requests.ts';

let folder: string;
let db: DeviceDatabase;
let store: PrintJobStore;
let now: number;
let seq: number;
let printed: string[];
const tellers = new Set<() => void>();
const change = (): void => {
  for (const tell of tellers) tell();
};

beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
  store = openPrintJobStore(db, () => now);
  now = NOON;
  seq = 0;
  start();
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

/** As at each start of the program. */
function start(): void {
  tellers.clear();
  printed = [];
  const onChange = (listener: () => void) => {
    tellers.add(listener);
    return () => tellers.delete(listener);
  };
  const ports = { ...systemPorts(), clock: () => now };
  followPrintRequests({ db, ports, onChange, noteOp: change }, { print: (uid) => printed.push(uid), onChange });
}

function ask(given: Partial<PrintRequest> = {}): PrintRequest {
  const request: PrintRequest = {
    uid: v7(),
    deviceUid: requireIdentity(db).deviceUid,
    visitUid: v7(),
    token: 'B-007',
    serviceUid: SERVICE_UID,
    doctorUid: null,
    language: 'en',
    checkedInAt: NOON - 60_000,
    copiesBefore: 1,
    requestedAt: NOON,
    ...given,
  };
  seq += 1;
  const row = { seq, entity: 'print_request', uid: request.uid, rev: 1, payload: request };
  writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'clinic', rows: [row], head: seq }));
  change();
  return request;
}
const reports = () =>
  db
    .select()
    .from(op)
    .where(eq(op.kind, 'print.reported'))
    .all()
    .map(({ entityUid, payload }) => ({ uid: entityUid, ...(JSON.parse(payload) as object) }));

describe('a copy that staff ask for', () => {
  it('is printed once, however often the feed tells of it and the program starts', () => {
    const { uid } = ask();
    change();
    expect(printed).toEqual([uid]);
    start();
    change();
    expect(printed).toEqual([]);
    expect(store.find(uid)).toMatchObject({
      copyNo: 2,
      ticket: { token: 'B-007', patientName: null, waitMinutes: null },
    });
  });

  it('says the same as the ticket that this kiosk printed, with the next number', () => {
    const { visitUid } = checkIn({ db, clock: () => now, ids: () => v7() }, makeCheckIn({ language: 'ar' }));
    const first = store.nextQueued(now, new Set());
    const copy = store.find(ask({ visitUid }).uid);
    expect(copy).toMatchObject({ copyNo: 2, ticket: first!.ticket });
    expect(store.find(ask({ visitUid, copiesBefore: 4 }).uid)?.copyNo).toBe(5);
  });

  it('is the ticket itself where the desk has given out the token and no paper is about', () => {
    expect(store.find(ask({ copiesBefore: 0 }).uid)?.copyNo).toBe(1);
  });

  it.each(['printed', 'unknown', 'expired'] as const)('is reported once when it is %s', (state) => {
    const { uid, visitUid } = ask();
    store.setState(uid, { state: 'sending' });
    change();
    expect(reports()).toEqual([]);
    store.setState(uid, { state });
    change();
    start();
    expect(reports()).toEqual([{ uid, visitUid, copyNo: 2, outcome: state, reportedAt: NOON }]);
  });

  it('is not printed for another kiosk', () => {
    const { uid } = ask({ deviceUid: v7() });
    expect([printed, store.find(uid), reports()]).toEqual([[], null, []]);
  });

  it('is not printed when it comes minutes late, and that is said', () => {
    const { uid } = ask({ requestedAt: NOON - 200_000 });
    expect([printed, store.find(uid)]).toEqual([[], null]);
    expect(reports()).toMatchObject([{ uid, copyNo: null, outcome: 'expired' }]);
  });
});
