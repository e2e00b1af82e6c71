import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PatientDuplicate, PatientHistory, PatientRow } from '#shared/protocol/api/patients.ts';
import { patientMatchKeys, patients } from '#hub/db/schema/patients.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { insertAppointment, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { openWaitingRoom } from '#testing/factories/waiting-room.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: OpenPractice;
let staff: { authorization: string };
type Headers = Record<string, string>;

beforeEach(async () => {
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
});

const AMINA = { first_name: 'Amina', last_name: 'Haddad', date_of_birth: '1984-05-12', phone: '030 1234567' };
const create = async (over: object = {}, headers: Headers = {}) =>
  readAnswer<PatientRow>(hub.post('/api/patients', { ...AMINA, ...over }, { ...staff, ...headers }));
const get = async (id: number, headers: Headers = staff) =>
  readAnswer<PatientRow>(hub.get(`/api/patients/${id}`, headers));
const change = async (id: number, body: object, headers: Headers = {}) =>
  readAnswer<PatientRow>(
    fetch(`${hub.url}/api/patients/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...staff, ...headers },
      body: JSON.stringify(body),
    }),
  );
const merge = async (id: number, intoId: number, headers: Headers = staff) =>
  readAnswer<PatientRow>(hub.post(`/api/patients/${id}/merge`, { into_id: intoId }, headers));
const unmerge = async (id: number, headers: Headers = staff) =>
  readAnswer<PatientRow>(hub.post(`/api/patients/${id}/unmerge`, {}, headers));
const duplicates = async (id: number, headers: Headers = staff) =>
  readAnswer<PatientDuplicate[]>(hub.get(`/api/patients/${id}/duplicates`, headers));
const history = async (id: number, headers: Headers = staff) =>
  readAnswer<PatientHistory>(hub.get(`/api/patients/${id}/history`, headers));
const auditsOf = async (uid: string) =>
  hub.hub.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.locationId, clinic.locationId), eq(auditLog.entityUid, uid)));
const keysOf = async (id: number) =>
  (await hub.hub.db.select().from(patientMatchKeys).where(eq(patientMatchKeys.patientId, id))).map((row) => row.key);

describe('a patient', () => {
  test('is written with a number, cleaned, the phone as E.164 of the clinic’s country', async () => {
    const { data } = await create({
      first_name: ' Ami\u200Bna ',
      emergency_contact_phone: '0171 2345678',
      medical_history: { allergies: ['penicillin'] },
      communication_preferences: { language: 'ar' },
    });
    expect(data).toMatchObject({
      first_name: 'Amina',
      phone: '+49301234567',
      emergency_contact_phone: '+491712345678',
      medical_history: { allergies: ['penicillin'] },
      rev: 1,
      merged_into_id: null,
      merged_ids: [],
    });
    expect(data?.patient_number).toMatch(/^P-\d{6,}$/u);
    expect((await get(data!.id)).data).toEqual(data);
  });

  test('may come without a birth date and a phone', async () => {
    const { data } = await create({ date_of_birth: null, phone: null });
    expect(data).toMatchObject({ date_of_birth: null, phone: null });
  });

  test.each([
    ['no first name', { first_name: '' }, 'body.first_name'],
    ['a birth date that is none', { date_of_birth: '1984-02-30' }, 'body.date_of_birth'],
    ['a phone of letters', { phone: 'ask her' }, 'body.phone'],
    ['an e-mail that is none', { email: 'amina' }, 'body.email'],
    ['a gender of our own', { gender: 'cat' }, 'body.gender'],
    ['a history with what cannot be stored', { medical_history: { note: 'a\u0000b' } }, 'body.medical_history'],
  ])('with %s is refused', async (_, over, path) => {
    const answer = await create(over);
    expect(answer).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
    expect(answer.error?.details['issues']).toContainEqual(expect.objectContaining({ path }));
    expect(await hub.hub.db.$count(patients, eq(patients.locationId, clinic.locationId))).toBe(0);
  });

  test('sent twice with one key is written once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([create({}, key), create({}, key)]);
    expect(second).toEqual(first);
    expect((await create({ first_name: 'Omar' }, key)).error?.code).toBe('request.idempotency_key_reused');
  });

  test('is read with a trace, and is nobody at another location, or without a sign-in', async () => {
    const { data } = await create();
    await get(data!.id);
    const traces = await auditsOf(data!.uid);
    expect(traces.map((trace) => trace.action).toSorted()).toEqual(['patients.create', 'patients.get']);
    expect(JSON.stringify(traces)).not.toMatch(/Amina|Haddad|1234567/u);
    const strangers = await hub.staffHeaders((await openPractice(hub.hub.db)).locationId, 'admin');
    const { id } = data!;
    const tries = [
      get(id, strangers),
      change(id, { rev: 1, first_name: 'X' }, strangers),
      history(id, strangers),
      duplicates(id, strangers),
      merge(id, id + 1, strangers),
      unmerge(id, strangers),
    ];
    for (const answer of await Promise.all(tries)) {
      expect(answer).toMatchObject({ status: 404, error: { code: 'patient.not_found' } });
    }
    expect((await get(id, {})).status).toBe(401);
    const doctor = await hub.staffHeaders(clinic.locationId, 'doctor');
    expect((await merge(id, id + 1, doctor)).status).toBe(403);
  });
});

describe('changing a patient', () => {
  test('changes what is given, and nothing else', async () => {
    const { id, uid } = (await create({ email: 'amina@example.com' })).data!;
    const { data } = await change(id, { rev: 1, last_name: 'Krüger', phone: null });
    expect(data).toMatchObject({
      first_name: 'Amina',
      last_name: 'Krüger',
      phone: null,
      email: 'amina@example.com',
      rev: 2,
    });
    const trace = (await auditsOf(uid)).find((row) => row.action === 'patients.change');
    expect(trace?.details).toEqual({ rev: 2, fields: ['lastName', 'phone'] });
  });

  test('as someone saw them before another change is refused with the present rev', async () => {
    const { id } = (await create()).data!;
    const changes = ['Nadia', 'Layla', 'Salma'].map(async (name) => change(id, { rev: 1, first_name: name }));
    const answers = await Promise.all(changes);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const refused = answers.flatMap((answer) => answer.error ?? []);
    const stale = expect.objectContaining({ code: 'patient.stale', details: { id, rev: 2 } });
    expect(refused).toEqual([stale, stale]);
    expect((await get(id)).data?.rev).toBe(2);
  });

  test('keeps the keys under which duplicates are found', async () => {
    const { id } = (await create()).data!;
    expect(await keysOf(id)).toContain('p:+49301234567');
    await change(id, { rev: 1, phone: '030 7654321' });
    const keys = await keysOf(id);
    expect(keys).toContain('p:+49307654321');
    expect(keys).not.toContain('p:+49301234567');
  });
});

describe('possible duplicates', () => {
  test('are told likeliest first, each with why, and not without likeness', async () => {
    const { id } = (await create()).data!;
    const likely = (await create({ first_name: 'أمينة', last_name: 'حداد' })).data!;
    const likelier = (await create({ date_of_birth: '1984-12-05' })).data!;
    await create({ first_name: 'Omar', date_of_birth: '1979-01-30' });
    await create({ first_name: 'John', last_name: 'Smith', date_of_birth: '1950-01-01', phone: '030 555555' });
    const found = (await duplicates(id)).data!;
    expect(found.map((duplicate) => duplicate.patient.id)).toEqual([likelier.id, likely.id]);
    expect(found[0]!.score).toBeGreaterThan(found[1]!.score);
    expect(found.every((duplicate) => duplicate.is_likely)).toBe(true);
    expect(found.find((duplicate) => duplicate.patient.id === likelier.id)?.reasons).toContainEqual({
      field: 'birth_date',
      finding: 'day_month_swapped',
      bits: 6,
    });
  });

  test('are found among those who checked in at a kiosk, too', async () => {
    const room = await openWaitingRoom(hub.hub);
    await room.checkIn(2);
    const desk = await hub.staffHeaders(room.locationId, 'front_desk');
    const [walkIn, other] = await hub.hub.db.select().from(patients).where(eq(patients.locationId, room.locationId));
    expect((await keysOf(walkIn!.id)).length).toBeGreaterThan(3);
    const body = {
      first_name: walkIn!.firstName,
      last_name: walkIn!.lastName,
      date_of_birth: walkIn!.dateOfBirth,
      phone: walkIn!.phone,
    };
    const again = (await create(body, desk)).data!;
    const found = (await duplicates(again.id, desk)).data!;
    expect(found.map((duplicate) => duplicate.patient.id)).toContain(walkIn!.id);
    expect(found.map((duplicate) => duplicate.patient.id)).not.toContain(other!.id);
  });
});

describe('joining two records', () => {
  async function two() {
    const kept = (await create()).data!;
    const joined = (await create({ phone: null })).data!;
    const book = async (patientId: number, scheduledDate: number) =>
      insertAppointment(hub.hub.db, {
        locationId: clinic.locationId,
        doctorId: clinic.doctor.id,
        patientId,
        scheduledDate,
      });
    const hour = 3_600_000;
    const appointmentsOf = async (id: number) => (await history(id)).data!.appointments.map((row) => row.id);
    const [first, second] = [await book(kept.id, 0), await book(joined.id, hour)];
    return { kept, joined, first, second, appointmentsOf };
  }

  test('shows what belongs to both under the one that is kept, and moves nothing', async () => {
    const { kept, joined, first, second, appointmentsOf } = await two();
    expect((await merge(joined.id, kept.id)).data).toMatchObject({ id: kept.id, merged_ids: [joined.id] });
    expect(await appointmentsOf(kept.id)).toEqual([second.id, first.id]);
    expect((await get(joined.id)).data?.merged_into_id).toBe(kept.id);
    expect((await duplicates(kept.id)).data).toEqual([]);
    expect((await auditsOf(joined.uid)).map((row) => row.action)).toContain('patients.merge');
  });

  test('is undone whole', async () => {
    const { kept, joined, first, second, appointmentsOf } = await two();
    await merge(joined.id, kept.id);
    expect((await unmerge(joined.id)).data).toMatchObject({ id: joined.id, merged_into_id: null });
    expect([await appointmentsOf(kept.id), await appointmentsOf(joined.id)]).toEqual([[first.id], [second.id]]);
    expect((await duplicates(kept.id)).data?.map((duplicate) => duplicate.patient.id)).toEqual([joined.id]);
    expect(await unmerge(joined.id)).toMatchObject({ status: 409, error: { code: 'patient.not_merged' } });
  });

  test('goes on from record to record', async () => {
    const { kept, joined, first, second, appointmentsOf } = await two();
    await merge(joined.id, kept.id);
    const root = (await create({ first_name: 'Aminah' })).data!;
    await merge(kept.id, root.id);
    expect(await appointmentsOf(root.id)).toEqual([second.id, first.id]);
    await unmerge(kept.id);
    expect(await appointmentsOf(root.id)).toEqual([]);
    expect(await appointmentsOf(kept.id)).toEqual([second.id, first.id]);
  });

  test('never leads in a circle, however it is tried', async () => {
    const { kept, joined } = await two();
    expect(await merge(kept.id, kept.id)).toMatchObject({ status: 400, error: { code: 'patient.merge_with_itself' } });
    const both = await Promise.all([merge(kept.id, joined.id), merge(joined.id, kept.id)]);
    expect(both.map((answer) => answer.status)).toSatisfy((seen: number[]) => seen.includes(200) && seen.includes(409));
    const third = (await create()).data!;
    const gone = both[0].status === 200 ? kept : joined;
    expect(await merge(third.id, gone.id)).toMatchObject({ status: 409, error: { code: 'patient.merged' } });
    expect(await change(gone.id, { rev: 2, first_name: 'X' })).toMatchObject({
      status: 409,
      error: { code: 'patient.merged' },
    });
  });

  test("with another location's record is refused", async () => {
    const { kept } = await two();
    const other = await openPractice(hub.hub.db);
    const desk = await hub.staffHeaders(other.locationId, 'front_desk');
    const stranger = (await create({}, desk)).data!;
    expect(await merge(kept.id, stranger.id)).toMatchObject({ status: 404, error: { code: 'patient.not_found' } });
  });
});

test('the history tells visits with how they ended, newest first', async () => {
  const room = await openWaitingRoom(hub.hub);
  await room.checkIn(1);
  const desk = await hub.staffHeaders(room.locationId, 'front_desk');
  const [patient] = await hub.hub.db.select().from(patients).where(eq(patients.locationId, room.locationId));
  const { data } = await history(patient!.id, desk);
  expect(data).toMatchObject({
    visits: [{ patient_id: patient!.id, service_name: 'General practice', doctor_name: null, status: 'waiting' }],
    appointments: [],
  });
});
