import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { op, patient, printJob, tokenCounter, visit } from '#shared/device/db/schema.ts';
import { requireIdentity, setBlock } from '#shared/device/identity/identity.store.ts';
import { verifyLog } from '#shared/device/op-log/verify-log.ts';
import { confirmServiceDay, doubtfulDay, vouchForDay } from '#shared/device/service-day/enter-service-day.ts';
import { readServiceDay, saveHubTime } from '#shared/device/service-day/service-day.store.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { AppError } from '#shared/domain/errors.ts';
import { checkInPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import {
  clinicRows,
  DAY_MS,
  DOCTOR_UID,
  LOCATION,
  makeCheckIn,
  newFolder,
  NOON,
  openPairedDevice,
  removeFolder,
  reopen,
} from '#testing/device/device-world.ts';
import { checkIn, type CheckInStep } from './check-in.ts';

const STEPS: CheckInStep[] = [
  'begun',
  'token_issued',
  'patient_written',
  'visit_written',
  'op_appended',
  'print_job_queued',
  'key_written',
  'committed',
];

let folder: string;
let db: DeviceDatabase;
let now: number;

beforeEach(() => {
  folder = newFolder();
  now = NOON;
  db = openPairedDevice(folder);
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

const check = (input = makeCheckIn()) => checkIn({ db, clock: () => now, ids: () => v7() }, input);
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'ok';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};
const countOf = () => [patient, visit, op, printJob].map((table) => db.select().from(table).all().length);

describe('a check-in', () => {
  it('writes patient, visit, number, op and print job together', () => {
    const told = check(makeCheckIn({ doctorUid: DOCTOR_UID, language: 'ar' }));
    expect(told).toMatchObject({ token: 'A-001', waitingArea: 'Area 1', peopleAhead: 0, waitMinutes: [0, 5] });
    expect(countOf()).toEqual([1, 1, 1, 1]);
    const payload = checkInPayloadSchema.parse(JSON.parse(db.select().from(op).get()!.payload));
    expect(payload).toMatchObject({
      patient: { firstName: 'Amira', lastName: "O'Neil", phone: '+442079460958' },
      visit: { uid: told.visitUid, doctorUid: DOCTOR_UID, checkedInAt: NOON },
      token: { lane: 'A', number: 1, businessDate: '2026-03-14' },
    });
    const ticket = db.select().from(printJob).get()!.ticket;
    expect(ticket).toMatchObject({ clinic: 'عيادة الميناء', service: 'طب عام', doctor: 'Dr Okafor', token: 'A-001' });
    expect(JSON.stringify(ticket)).not.toMatch(/Amira|O'Neil|7946/u);
    verifyLog(db, requireIdentity(db).incarnation);
  });

  it('counts those who came before at this kiosk, although the hub has not spoken', () => {
    check();
    check();
    expect(check()).toMatchObject({ token: 'A-003', peopleAhead: 2, waitMinutes: [15, 40] });
  });

  it('is the same check-in under the same key, after a restart too', () => {
    const input = makeCheckIn();
    const told = check(input);
    db = reopen(db, folder);
    expect(check(input)).toEqual(told);
    expect(countOf()).toEqual([1, 1, 1, 1]);
  });

  it('needs a paired device that is not blocked', () => {
    writeTransaction(db, (tx) => setBlock(tx, 'device.revoked'));
    expect(codeOf(() => check())).toBe('device.revoked');
    const fresh = openDatabase({ file: ':memory:' });
    expect(codeOf(() => checkIn({ db: fresh, clock: () => NOON, ids: () => v7() }, makeCheckIn()))).toBe(
      'device.not_paired',
    );
    closeDatabase(fresh);
  });

  it('names the fields that it cannot read, and takes no number for them', () => {
    const bad = makeCheckIn({
      patient: { firstName: '\u200B', lastName: 'X', birthDate: '2030-01-01', phone: 'none' },
    });
    expect(() => check(bad)).toThrow(
      expect.objectContaining({ code: 'check_in.invalid', details: { fields: ['firstName', 'phone'] } }),
    );
    expect(codeOf(() => check(makeCheckIn({ patient: { ...makeCheckIn().patient, birthDate: '2026-03-15' } })))).toBe(
      'check_in.invalid',
    );
    expect(db.select().from(tokenCounter).all()).toEqual([]);
  });

  it('refuses what has closed since it was shown', () => {
    const closed = { ...clinicRows()[0]!.payload, active: false };
    writeTransaction(db, (tx) =>
      storeFeedPage(tx, { stream: 'queue', rows: [{ ...clinicRows()[0]!, seq: 3, payload: closed }], head: 3 }),
    );
    expect(codeOf(() => check())).toBe('check_in.service_closed');
    expect(codeOf(() => check(makeCheckIn({ serviceUid: v7() })))).toBe('check_in.service_closed');
  });
});

describe('the service day', () => {
  it('starts its numbers anew, and never goes back with the clock', () => {
    check();
    now = NOON + DAY_MS;
    expect(check().token).toBe('A-001');
    now = NOON - 300 * DAY_MS;
    expect(check().token).toBe('A-002');
    expect(
      new Set(
        db
          .select()
          .from(visit)
          .all()
          .map((row) => row.wholeToken),
      ).size,
    ).toBe(3);
  });

  it('does not follow a clock that has jumped until the hub has vouched for the day', () => {
    check();
    now = NOON + 3 * DAY_MS;
    expect(codeOf(() => check())).toBe('clock.jumped');
    writeTransaction(db, (tx) => confirmServiceDay(tx, LOCATION, now));
    expect(check().token).toBe('A-001');
    now = NOON + 400 * DAY_MS;
    expect(codeOf(() => check())).toBe('clock.jumped');
  });

  it('goes on after days in the dark when staff have looked at the calendar', () => {
    check();
    now = NOON + 5 * DAY_MS;
    expect(codeOf(() => check())).toBe('clock.jumped');
    expect(doubtfulDay(db, LOCATION, now)).toBe('2026-03-19');
    expect(codeOf(() => vouchForDay(db, LOCATION, { businessDate: '2026-03-18', now }))).toBe('clock.jumped');
    vouchForDay(db, LOCATION, { businessDate: '2026-03-19', now });
    expect(doubtfulDay(db, LOCATION, now)).toBeNull();
    expect(check().token).toBe('A-001');
    expect(readServiceDay(db).businessDate).toBe('2026-03-19');
  });

  it('begins no earlier and no later than the hub has said, although the machine wakes up in 1970 or in years to come', () => {
    writeTransaction(db, (tx) => confirmServiceDay(tx, LOCATION, NOON));
    now = NOON + 400 * DAY_MS;
    expect(codeOf(() => check())).toBe('clock.jumped');
    now = 0;
    expect(check().token).toBe('A-001');
    expect(readServiceDay(db).businessDate).toBe('2026-03-14');
  });

  it('goes by the hub’s clock while its own is a year off, and by its own once that is set right', () => {
    check();
    now = NOON + 365 * DAY_MS;
    expect(codeOf(() => check())).toBe('clock.jumped');
    writeTransaction(db, (tx) => saveHubTime(tx, NOON, now));
    expect(check().token).toBe('A-002');
    now += DAY_MS;
    expect(check().token).toBe('A-001');
    // Set right, with no hub to say so.
    now = NOON + DAY_MS;
    expect(check().token).toBe('A-002');
    expect(readServiceDay(db).businessDate).toBe('2026-03-15');
    now = NOON + 30 * DAY_MS;
    writeTransaction(db, (tx) => saveHubTime(tx, NOON + 2 * DAY_MS, NOON - 300 * DAY_MS));
    now = NOON - 299 * DAY_MS;
    writeTransaction(db, (tx) => confirmServiceDay(tx, LOCATION, NOON + 3 * DAY_MS));
    expect(check().token).toBe('A-001');
    expect(readServiceDay(db).businessDate).toBe('2026-03-17');
  });
});

describe('a kiosk that is killed', () => {
  const program = fileURLToPath(new URL('../testing/device/check-in-until-killed.ts', import.meta.url));

  it.each(STEPS)(
    'at “%s” keeps every number it told, issues none twice, and goes on',
    (step) => {
      closeDatabase(db);
      const run = spawnSync(process.execPath, [program, folder, step, '3'], { encoding: 'utf8' });
      expect(run).toMatchObject({ signal: 'SIGKILL', stderr: '' });
      const told = run.stdout.split('\n').filter(Boolean);
      db = openDatabase({ file: `${folder}/kiosk.sqlite` });
      verifyLog(db, requireIdentity(db).incarnation);
      const tokens = db
        .select()
        .from(visit)
        .all()
        .map((row) => row.wholeToken.slice(9));
      expect(tokens).toEqual(expect.arrayContaining(told));
      expect(new Set(tokens).size).toBe(tokens.length);
      const durable = step === 'committed' ? 3 : 2;
      expect(countOf()).toEqual([durable, durable, durable, durable]);
      expect(check().token).toBe(`A-00${durable + 1}`);
    },
    30_000,
  );
});
