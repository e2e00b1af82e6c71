import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import type { PrintJob, PrintJobStore } from '#kiosk/printing/print-job-store.ts';
import { closeDatabase, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { makeCheckIn, newFolder, NOON, openPairedDevice, removeFolder, reopen } from '#testing/device/device-world.ts';
import { checkIn } from './check-in.ts';
import { openPrintJobStore } from './print-job.store.ts';

let folder: string;
let db: DeviceDatabase;
let store: PrintJobStore;
const NOBODY: ReadonlySet<string> = new Set();

beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
  store = openPrintJobStore(db, () => NOON);
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

function queueTicket(at = NOON): PrintJob {
  checkIn({ db, clock: () => at, ids: () => v7() }, makeCheckIn());
  return store.nextQueued(at, new Set(seen))!;
}
let seen: string[] = [];
beforeEach(() => {
  seen = [];
});

describe('the print job store', () => {
  it('gives the oldest due job that no printer has in hand', () => {
    const first = queueTicket();
    seen.push(first.uid);
    const second = queueTicket();
    expect([first.ticket.token, second.ticket.token]).toEqual(['A-001', 'A-002']);
    expect(store.nextQueued(NOON, NOBODY)?.uid).toBe(first.uid);
    store.setState(first.uid, {
      state: 'failed_before_send',
      nextAttemptAt: NOON + 5000,
      lastError: 'printer.unreachable',
    });
    expect(store.nextQueued(NOON, NOBODY)?.uid).toBe(second.uid);
    expect(store.nextQueued(NOON + 5000, NOBODY)?.uid).toBe(first.uid);
    expect(store.nextDueAt(new Set([second.uid]))).toBe(NOON + 5000);
  });

  it('counts attempts and keeps what it is not told to change', () => {
    const { uid } = queueTicket();
    store.setState(uid, { state: 'sending', printerId: 'counter' });
    const job = store.setState(uid, { state: 'printed', lastError: null });
    expect(job).toMatchObject({ state: 'printed', attempts: 1, printerId: 'counter', nextAttemptAt: NOON });
    expect(store.nextQueued(NOON, NOBODY)).toBeNull();
    expect(() => store.setState(v7(), { state: 'printed' })).toThrow(
      expect.objectContaining({ code: 'print.job_unknown' }),
    );
  });

  it('finds at boot what a crash left half sent, and never offers it again', () => {
    const { uid } = queueTicket();
    store.setState(uid, { state: 'sending' });
    db = reopen(db, folder);
    store = openPrintJobStore(db, () => NOON);
    expect(store.bootRecover()).toMatchObject([{ uid, state: 'unknown', attempts: 1 }]);
    expect(store.bootRecover()).toEqual([]);
    expect(store.nextQueued(NOON, NOBODY)).toBeNull();
  });

  it('makes a copy once, with a number of its own', () => {
    const { visitUid, ticket } = queueTicket();
    expect(store.lastCopyNo(visitUid)).toBe(1);
    const copy = { uid: v7(), visitUid, copyNo: 2, ticket, createdAt: NOON };
    expect(store.create(copy)).toMatchObject({ copyNo: 2, state: 'queued' });
    expect(store.create({ ...copy, uid: v7() }).uid).toBe(copy.uid);
    expect(store.lastCopyNo(visitUid)).toBe(2);
    expect(store.lastCopyNo(v7())).toBe(0);
  });

  it('lets old tickets expire, but not one that a printer has in hand', () => {
    const old = queueTicket(NOON);
    expect(store.expire(NOON, NOBODY)).toEqual([]);
    expect(store.expire(NOON + 1, new Set([old.uid]))).toEqual([]);
    expect(store.expire(NOON + 1, NOBODY)).toMatchObject([{ uid: old.uid, state: 'expired' }]);
  });
});
