import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op, patient, visit } from '#shared/device/db/schema.ts';
import { requireIdentity, saveHubFacts } from '#shared/device/identity/identity.store.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import type { Device } from '#shared/device/start-device.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { bookingCodeText, matchUid, phoneBirthText } from '#shared/domain/match-text.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import { checkInPayloadSchema, checkInRefusedPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import {
  DOCTOR_UID,
  LOCATION,
  makeCheckIn,
  newFolder,
  NOON,
  openPairedDevice,
  removeFolder,
  SERVICE_UID,
} from '#testing/device/device-world.ts';
import { kioskMethods } from './kiosk-methods.ts';
import { matchHash } from './lookup/match-hash.ts';

const MATCH_KEY = Buffer.alloc(32, 7).toString('base64url');
const MINUTE = 60_000;
const PHONE = '020 7946 0958';
const BORN = '1990-02-03';
let folder: string;
let db: DeviceDatabase;
let now: number;
let methods: ReturnType<typeof kioskMethods>;

beforeEach(() => {
  folder = newFolder();
  now = NOON;
  db = openPairedDevice(folder);
  writeTransaction(db, (tx) =>
    saveHubFacts(tx, { hubEpoch: requireIdentity(tx).hubEpoch, location: LOCATION, matchKey: MATCH_KEY }),
  );
  const ports = { ...systemPorts(), clock: () => now };
  methods = kioskMethods({
    device: { db, ports, noteOp: () => undefined } as unknown as Device,
    lookAtPrinter: async () => undefined,
    issue: (register) => ({ ...register({}), printState: 'queued' }),
  });
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

const CODE = '0198c5a0-0000-7000-8000-0000000000f0';
function anAppointment(change: Partial<AppointmentToday> = {}): AppointmentToday {
  return {
    uid: v7(),
    bookingCodeHash: matchHash(MATCH_KEY, bookingCodeText(CODE)),
    phoneBirthHash: matchHash(MATCH_KEY, phoneBirthText('+44 20 7946 0958', BORN, 'GB')),
    doctorUid: DOCTOR_UID,
    serviceUid: SERVICE_UID,
    startAt: NOON + 30 * MINUTE,
    status: 'booked',
    ...change,
  };
}
let toldRows = 0;
beforeEach(() => {
  toldRows = 0;
});
function tell(entity: string, payload: { uid: string }): void {
  toldRows += 1;
  const row = { seq: toldRows, entity, uid: payload.uid, rev: 1, payload };
  writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'clinic', rows: [row], head: toldRows }));
}
const ops = () =>
  db
    .select()
    .from(op)
    .all()
    .map(({ kind, payload }) => ({ kind, payload: JSON.parse(payload) as unknown }));
const byPhone = (birthDate = BORN) => methods['kiosk.findAppointment']({ phone: PHONE, birthDate });

describe('someone with an appointment', () => {
  it('is found by the code or by phone and birth date, off line, and shown time and doctor alone', async () => {
    const appointment = anAppointment();
    tell('appointment_today', appointment);
    for (const query of [{ bookingCode: `https://clinic.example/b/${CODE}` }, { phone: PHONE, birthDate: BORN }]) {
      const found = await methods['kiosk.findAppointment'](query);
      expect(found).toEqual({
        status: 'found',
        claim: expect.any(String) as string,
        startAt: appointment.startAt,
        doctor: { text: 'Dr Okafor' },
      });
    }
  });

  it('is checked in once, by an op that names the appointment and no person', async () => {
    const appointment = anAppointment();
    tell('appointment_today', appointment);
    const found = await byPhone();
    if (found.status !== 'found') throw new Error('not found');
    const input = { idempotencyKey: v7(), claim: found.claim, language: 'en' as const };
    const first = await methods['kiosk.arrive'](input);
    expect((await methods['kiosk.arrive'](input)).token).toBe(first.token);
    const [only, ...others] = ops();
    expect(others).toEqual([]);
    expect(checkInPayloadSchema.parse(only?.payload)).toMatchObject({
      patient: null,
      visit: { appointmentUid: appointment.uid, doctorUid: DOCTOR_UID },
    });
    expect(await byPhone()).toMatchObject({ status: 'refused', reason: 'already_checked_in' });
  });

  it.each([
    ['too_early', { startAt: NOON + 121 * MINUTE }, { startAt: NOON + 121 * MINUTE, opensAt: NOON + MINUTE }],
    ['too_late', { startAt: NOON - 61 * MINUTE }, { startAt: NOON - 61 * MINUTE, opensAt: null }],
    ['too_late', { status: 'closed' }, {}],
    ['already_checked_in', { status: 'arrived' }, { startAt: null }],
  ] as const)('is told that it is %s, and the desk as well', async (reason, change, shown) => {
    const appointment = anAppointment(change);
    tell('appointment_today', appointment);
    expect(await byPhone()).toMatchObject({ status: 'refused', reason, ...shown });
    const [report] = ops();
    expect(report?.kind).toBe('checkin.refused');
    expect(checkInRefusedPayloadSchema.parse(report?.payload)).toMatchObject({
      reason,
      appointmentUid: appointment.uid,
    });
    expect(JSON.stringify(report)).not.toMatch(/7946|1990/u);
  });

  it('hears the same whether nobody is known or the birth date is wrong', async () => {
    tell('appointment_today', anAppointment());
    const wrongDate = await byPhone('1990-02-04');
    const nobody = await methods['kiosk.findAppointment']({ phone: '020 7946 0000', birthDate: BORN });
    expect(wrongDate).toEqual(nobody);
  });

  it('cannot be found by trying birth dates: soon even the right one is not heard', async () => {
    tell('appointment_today', anAppointment());
    for (let day = 1; day <= 9; day += 1) await byPhone(`1980-01-0${day}`);
    expect(await byPhone()).toEqual({ status: 'refused', reason: 'not_found', startAt: null, opensAt: null });
    now += 31_000;
    expect(await byPhone()).toMatchObject({ status: 'found' });
  });

  it('with the code of another clinic is told so', async () => {
    const found = await methods['kiosk.findAppointment']({ bookingCode: `https://other.example/b/${v7()}` });
    expect(found).toMatchObject({ reason: 'wrong_clinic' });
  });

  it('of two today is checked in for the one that can be', async () => {
    tell('appointment_today', anAppointment({ startAt: NOON - 180 * MINUTE }));
    tell('appointment_today', anAppointment({ startAt: NOON + 60 * MINUTE }));
    expect(await byPhone()).toMatchObject({ status: 'found', startAt: NOON + 60 * MINUTE });
  });

  it('is not let in by a claim that nobody was given, nor by one that has lapsed', async () => {
    tell('appointment_today', anAppointment());
    const found = await byPhone();
    const arrive = async (claim: string) => methods['kiosk.arrive']({ idempotencyKey: v7(), claim, language: 'en' });
    await expect(arrive(v7())).rejects.toThrow('check_in.claim_lapsed');
    now += 16 * MINUTE;
    await expect(arrive(found.status === 'found' ? found.claim : '')).rejects.toThrow('check_in.claim_lapsed');
  });
});

describe('someone who comes again', () => {
  const again = () => methods['kiosk.findPatient']({ phone: '+44 20 7946 0958', birthDate: BORN });

  it('is known by phone and birth date, and keeps the record', async () => {
    expect(await again()).toBeNull();
    await methods['kiosk.checkIn'](makeCheckIn());
    const known = await again();
    expect(known).toEqual({ claim: expect.any(String) as string, initial: 'A' });
    await methods['kiosk.checkIn'](makeCheckIn({ patient: { claim: known!.claim } }));
    expect(db.select().from(patient).all()).toHaveLength(1);
    expect(db.select().from(visit).all()).toHaveLength(2);
    const [first, second] = ops().map(({ payload }) => checkInPayloadSchema.parse(payload).patient?.uid);
    expect(second).toBe(first);
  });

  it('is known where another kiosk registered them, without a name, and the op says who', async () => {
    const patientUid = v7();
    const uid = matchUid(matchHash(MATCH_KEY, phoneBirthText('+44 20 7946 0958', BORN, 'GB')));
    tell('known_patient', { uid, patientUid } as { uid: string });
    const known = await again();
    expect(known).toEqual({ claim: expect.any(String) as string, initial: null });
    await methods['kiosk.checkIn'](makeCheckIn({ patient: { claim: known!.claim } }));
    expect(checkInPayloadSchema.parse(ops()[0]?.payload)).toMatchObject({ patient: null, visit: { patientUid } });
    expect(await methods['kiosk.findPatient']({ phone: '+44 20 7946 0958', birthDate: '1990-02-04' })).toBeNull();
  });

  it('goes by the clinic’s record of them where there is one, and still sees the letter', async () => {
    await methods['kiosk.checkIn'](makeCheckIn());
    const patientUid = checkInPayloadSchema.parse(ops()[0]?.payload).patient!.uid;
    const uid = matchUid(matchHash(MATCH_KEY, phoneBirthText('+44 20 7946 0958', BORN, 'GB')));
    tell('known_patient', { uid, patientUid } as { uid: string });
    const known = await again();
    expect(known?.initial).toBe('A');
    await methods['kiosk.checkIn'](makeCheckIn({ patient: { claim: known!.claim } }));
    expect(checkInPayloadSchema.parse(ops()[1]?.payload)).toMatchObject({ patient: null, visit: { patientUid } });
  });

  it('is asked for the name where two share phone and birth date', async () => {
    await methods['kiosk.checkIn'](makeCheckIn());
    const { patient: given } = makeCheckIn();
    await methods['kiosk.checkIn'](makeCheckIn({ patient: { ...given, firstName: 'Zaid' } }));
    expect(await again()).toBeNull();
  });
});

describe('someone very unwell', () => {
  it('gets a token at once, without a name, as an emergency', async () => {
    const told = await methods['kiosk.emergency']({ idempotencyKey: v7(), language: 'ar' });
    expect(told).toMatchObject({ token: 'A-001', emergency: true, peopleAhead: 0, waitMinutes: null });
    expect(checkInPayloadSchema.parse(ops()[0]?.payload)).toMatchObject({
      patient: null,
      visit: { urgency: 'emergency', serviceUid: SERVICE_UID, doctorUid: null },
    });
  });
});

describe('a fee', () => {
  it('is the clinic’s, not the page’s, and is paid at the desk', async () => {
    tell('kiosk_settings', {
      uid: LOCATION.uid,
      steps: ['payment'],
      fees: [{ serviceUid: SERVICE_UID, amountMinor: 2500, currency: 'EUR' }],
    } as { uid: string });
    const told = await methods['kiosk.checkIn'](makeCheckIn({ payment: 'desk' }));
    expect(told.toPay).toEqual({ amountMinor: 2500, currency: 'EUR' });
    expect(checkInPayloadSchema.parse(ops()[0]?.payload).visit.payment).toMatchObject({
      method: 'desk',
      settled: false,
    });
  });

  it('is not asked for where the step is off', async () => {
    expect((await methods['kiosk.checkIn'](makeCheckIn({ payment: 'desk' }))).toPay).toBeUndefined();
  });
});
