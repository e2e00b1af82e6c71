import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { AvailableSlot } from '#shared/protocol/api/availability.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { auditLog, idempotencyKeys } from '#hub/db/schema/records.ts';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: OpenPractice;
let staff: { authorization: string };
type Headers = Record<string, string>;
type Booked = { id: number; uid: string; appointment_number: string; status: string; patient_token: string };

/** Nine o'clock of a winter's morning in Berlin; the tests book for the next day. */
const NOW = Date.parse('2030-01-15T08:00:00Z');
const TEN = '2030-01-16T09:00:00Z';
const JOHN = { first_name: 'John', last_name: 'Doe', phone: '030 1234567', email: 'john@example.com' };

beforeAll(() => hub.moveClock(NOW - Date.now()));
beforeEach(async () => {
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
  await hub.hub.db.delete(rateLimits);
});

const book = async (over: object = {}, headers: Headers = {}) =>
  readAnswer<Booked>(
    hub.post(
      '/api/appointments/book',
      { doctor_id: clinic.doctor.id, scheduled_date: TEN, patient_details: JOHN, ...over },
      headers,
    ),
  );
const get = async (id: number, headers: Headers = staff) =>
  readAnswer<AppointmentRow>(hub.get(`/api/appointments/${id}`, headers));
const ofClinic = () => eq(appointments.locationId, clinic.locationId);

describe('booking on line', () => {
  test('takes the body and gives the reply that were asked for, and needs no sign-in', async () => {
    const answer = await book({
      duration_minutes: 30,
      reason_for_visit: 'Regular checkup',
      urgency_level: 'medium',
      payment_method: 'online',
      payment_amount: 100.0,
    });
    expect(answer).toMatchObject({ status: 200, success: true, data: { status: 'scheduled' } });
    expect(answer.data?.appointment_number).toMatch(/^APT-\d{4}-\d{4,}$/u);
    expect((await get(answer.data!.id)).data).toMatchObject({
      patient_name: 'John Doe',
      appointment_type: 'online',
      booking_source: 'online',
      reason_for_visit: 'Regular checkup',
      urgency_level: 'medium',
      payment_method: 'online',
      payment_amount: 100,
      payment_status: 'pending',
      scheduled_date: '2030-01-16T09:00:00.000Z',
    });
  });

  test('needs no birth date, keeps the phone as E.164 of the clinic’s country, and leaves a trace', async () => {
    const { data } = await book();
    const [row] = await hub.hub.db.select().from(patients).where(eq(patients.locationId, clinic.locationId));
    expect(row).toMatchObject({ dateOfBirth: null, phone: '+49301234567', email: 'john@example.com' });
    const [audit] = await hub.hub.db.select().from(auditLog).where(eq(auditLog.entityUid, data!.uid));
    expect(audit).toMatchObject({ action: 'appointments.book', actorType: 'patient' });
    expect(JSON.stringify(audit)).not.toContain('John');
  });

  test.each([
    ['100.1', '100.10'],
    [0.29, '0.29'],
    [9_999_999_999.99, '9999999999.99'],
    ['0', '0.00'],
  ])('keeps the amount %s to the cent', async (amount, kept) => {
    await book({ payment_amount: amount });
    const [row] = await hub.hub.db.select().from(appointments).where(ofClinic());
    expect(row?.paymentAmount).toBe(kept);
  });

  test.each([
    ['an amount with three places', { payment_amount: 1.005 }],
    ['an amount that is no decimal', { payment_amount: 0.1 + 0.2 }],
    ['a negative amount', { payment_amount: -1 }],
    ['a time without a zone', { scheduled_date: '2030-01-16T09:00:00' }],
    ['a time of no calendar', { scheduled_date: '0000-01-01T00:00:00Z' }],
    ['nobody', { patient_details: undefined }],
    ['a name of nothing', { patient_details: { ...JOHN, first_name: '\u200B ' } }],
    ['a phone of letters', { patient_details: { ...JOHN, phone: 'call me' } }],
    ['no such urgency', { urgency_level: 'very' }],
    ['four minutes', { duration_minutes: 4 }],
  ])('refuses %s and says which field', async (_, over) => {
    const answer = await book(over);
    expect(answer).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
    const issues = answer.error?.details['issues'] as { path: string }[];
    const fields = issues.map((issue) => issue.path.split('.')[1]);
    expect(new Set(fields)).toEqual(new Set(Object.keys(over)));
  });

  test('keeps free text without what no database takes', async () => {
    const { data } = await book({ reason_for_visit: 'Knee\u0000, left\r\nsince \uD800Monday' });
    expect((await get(data!.id)).data?.reason_for_visit).toBe('Knee , left\nsince Monday');
  });

  test('of a taken slot is refused with the nearest free ones', async () => {
    await book();
    const answer = await book();
    expect(answer).toMatchObject({ status: 409, error: { code: 'appointment.slot_taken' } });
    const alternatives = answer.error?.details['alternatives'] as AvailableSlot[];
    expect(alternatives.map((slot) => slot.start_time.slice(11, 16))).toEqual([
      '08:30',
      '09:00',
      '09:30',
      '10:30',
      '11:00',
    ]);
    expect(await hub.hub.db.$count(patients, eq(patients.locationId, clinic.locationId))).toBe(1);
  });

  test('is not for people on record, nor for what is not booked on line', async () => {
    const known = await insertPatient(hub.hub.db, { locationId: clinic.locationId });
    for (const over of [{ patient_id: known.id, patient_details: undefined }, { appointment_type: 'emergency' }]) {
      expect(await book(over)).toMatchObject({ status: 401, error: { code: 'auth.required' } });
    }
    expect((await book({}, { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('is limited by address, and says how long to wait', async () => {
    for (let n = 0; n < 20; n += 1) await book({ doctor_id: 999_999 });
    const answer = await book();
    expect(answer).toMatchObject({ status: 429, error: { code: 'auth.too_many_attempts' } });
    expect(answer.error?.details['retryAfterSeconds']).toBeGreaterThan(0);
    expect((await book({}, staff)).status).toBe(200);
  });

  test('twice by one person with name, phone and birth date is one record; what is told anew is another', async () => {
    const person = { ...JOHN, date_of_birth: '1980-02-03' };
    await book({ patient_details: person });
    await book({
      patient_details: { ...person, first_name: 'JOHN', phone: '+4930-1234567' },
      scheduled_date: '2030-01-16T10:00:00Z',
    });
    const count = async () => hub.hub.db.$count(patients, eq(patients.locationId, clinic.locationId));
    expect(await count()).toBe(1);
    await book({ patient_details: { ...person, email: 'other@example.com' }, scheduled_date: '2030-01-16T11:00:00Z' });
    expect(await count()).toBe(2);
  });
});

describe('staff', () => {
  test('book for someone on record, at their own location only', async () => {
    const known = await insertPatient(hub.hub.db, { locationId: clinic.locationId });
    const { data } = await book(
      { patient_id: known.id, patient_details: undefined, appointment_type: 'follow_up' },
      staff,
    );
    expect((await get(data!.id)).data).toMatchObject({ patient_id: known.id, booking_source: 'desk' });

    const other = await openPractice(hub.hub.db);
    const stranger = await insertPatient(hub.hub.db, { locationId: other.locationId });
    const later = { scheduled_date: '2030-01-16T10:00:00Z', patient_details: undefined };
    expect(await book({ ...later, patient_id: stranger.id }, staff)).toMatchObject({
      status: 404,
      error: { code: 'patient.not_found' },
    });
    expect(await book({ doctor_id: other.doctor.id }, staff)).toMatchObject({
      status: 404,
      error: { code: 'doctor.not_found' },
    });
  });

  test('are told the record that is kept when they book for one that was joined to it', async () => {
    const { id } = await insertPatient(hub.hub.db, { locationId: clinic.locationId });
    const joined = await insertPatient(hub.hub.db, { locationId: clinic.locationId, mergedIntoId: id });
    expect(await book({ patient_id: joined.id, patient_details: undefined }, staff)).toMatchObject({
      status: 409,
      error: { code: 'patient.merged', details: { merged_into_id: id } },
    });
  });
});

describe('an Idempotency-Key', () => {
  test('makes one appointment of two requests, at once or later, and answers alike', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([book({}, key), book({}, key)]);
    const third = await book({}, key);
    const facts = ({ data }: typeof first) => ({ ...data, patient_token: undefined });
    expect(first.status).toBe(200);
    expect(facts(second)).toEqual(facts(first));
    expect(facts(third)).toEqual(facts(first));
    expect(await hub.hub.db.$count(appointments, ofClinic())).toBe(1);
    expect((await get(third.data!.id, { authorization: `Bearer ${third.data!.patient_token}` })).status).toBe(200);
    const [kept] = await hub.hub.db
      .select()
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.locationId, clinic.locationId));
    expect(JSON.stringify(kept?.reply)).not.toContain('eyJ');
  });

  test('with another body is a mistake, told with 409', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await book({}, key);
    expect(await book({ scheduled_date: '2030-01-16T10:00:00Z' }, key)).toMatchObject({
      status: 409,
      error: { code: 'request.idempotency_key_reused' },
    });
    expect(await book({}, { 'idempotency-key': 'short' })).toMatchObject({
      status: 400,
      error: { code: 'request.idempotency_key_invalid' },
    });
  });

  test('of a refused request may be used again; one of yesterday is forgotten and swept away', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await book();
    expect((await book({}, key)).status).toBe(409);
    await readAnswer(hub.post(`/api/appointments/${first.data!.id}/cancel`, {}, staff));
    expect((await book({}, key)).status).toBe(200);
    hub.moveClock(25 * 3_600_000);
    try {
      const kept = async () => hub.hub.db.$count(idempotencyKeys, eq(idempotencyKeys.locationId, clinic.locationId));
      expect(await kept()).toBe(1);
      await book({ scheduled_date: '2030-01-18T09:00:00Z' }, { 'idempotency-key': randomUUID() });
      expect(await kept()).toBe(1);
      expect((await book({ scheduled_date: '2030-01-19T09:00:00Z' }, key)).status).toBe(200);
    } finally {
      hub.moveClock(-25 * 3_600_000);
    }
  });
});

describe('holding a slot', () => {
  const hold = async (headers: Headers = {}) =>
    readAnswer<{ hold_uid: string; expires_at: string }>(
      hub.post('/api/appointments/holds', { doctor_id: clinic.doctor.id, scheduled_date: TEN }, headers),
    );
  const release = async (uid: string) =>
    readAnswer(fetch(`${hub.url}/api/appointments/holds/${uid}`, { method: 'DELETE' }));

  test('keeps it for its holder alone, for ten minutes', async () => {
    const { data } = await hold();
    expect(Date.parse(data!.expires_at) - hub.hub.clock()).toBeGreaterThan(9 * 60_000);
    expect((await book()).error?.code).toBe('appointment.slot_taken');
    expect((await hold()).error?.code).toBe('appointment.slot_taken');
    expect((await book({ hold_uid: data!.hold_uid })).status).toBe(200);
    expect((await book({ hold_uid: data!.hold_uid })).error?.code).toBe('appointment.hold_expired');
  });

  test('ends when it is given back, as often as one likes', async () => {
    const { data } = await hold();
    expect([(await release(data!.hold_uid)).status, (await release(data!.hold_uid)).status]).toEqual([200, 200]);
    expect((await book()).status).toBe(200);
    expect((await release('nonsense')).status).toBe(400);
  });

  test('clicked twice with one key is one hold', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect(await hold(key)).toEqual(await hold(key));
  });
});

describe('who booked', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('may see, move and cancel that appointment, and no other', async () => {
    const mine = (await book()).data!;
    const other = (await book({ scheduled_date: '2030-01-16T10:00:00Z' })).data!;
    const me = bearer(mine.patient_token);
    expect((await get(mine.id, me)).data?.uid).toBe(mine.uid);
    expect(await get(other.id, me)).toMatchObject({ status: 404, error: { code: 'appointment.not_found' } });
    const move = async (id: number, time: string) =>
      readAnswer<AppointmentRow>(hub.post(`/api/appointments/${id}/reschedule`, { scheduled_date: time }, me));
    expect(await move(mine.id, '2030-01-16T12:00:00Z')).toMatchObject({
      data: { status: 'rescheduled', scheduled_date: '2030-01-16T12:00:00.000Z' },
    });
    expect((await move(other.id, '2030-01-16T13:00:00Z')).status).toBe(404);
    expect((await readAnswer(hub.post(`/api/appointments/${other.id}/cancel`, {}, me))).status).toBe(404);
    expect(await readAnswer(hub.post(`/api/appointments/${mine.id}/cancel`, {}, me))).toMatchObject({
      data: { status: 'cancelled' },
    });
    expect((await get(other.id)).data?.status).toBe('scheduled');
  });

  test('may do nothing that is for staff, and the token tells nothing of the person', async () => {
    const { data } = await book();
    const me = bearer(data!.patient_token);
    for (const path of [
      '/api/appointments?from=2030-01-01&to=2030-01-31',
      '/api/patients?q=doe',
      '/api/queue/current',
    ]) {
      expect(await readAnswer(hub.get(path, me))).toMatchObject({ status: 403, error: { code: 'auth.forbidden' } });
    }
    expect((await book({}, me)).status).toBe(403);
    expect(Object.keys(decodeJwt(data!.patient_token)).toSorted()).toEqual([
      'apt',
      'exp',
      'iat',
      'iss',
      'loc',
      'num',
      'role',
      'sub',
    ]);
    const [head, body, seal] = data!.patient_token.split('.');
    const claims = JSON.parse(Buffer.from(body!, 'base64url').toString()) as { apt: number };
    const forged = Buffer.from(JSON.stringify({ ...claims, apt: claims.apt + 1 })).toString('base64url');
    expect((await get(data!.id + 1, bearer([head, forged, seal].join('.')))).status).toBe(401);
  });
});
