import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { OfflineResult } from '#shared/protocol/api/offline-sync.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { insertAppointment, insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
type Headers = Record<string, string>;
type Reply = { device_id: string; synced: number; conflicts: number; failed: number; results: OfflineResult[] };

/** Nine o'clock of a winter's morning in Berlin. */
const NOW = Date.parse('2030-01-15T08:00:00Z');
const TEN = '2030-01-16T09:00:00Z';
const ELEVEN = '2030-01-16T10:00:00.000Z';
const JOHN = { first_name: 'John', last_name: 'Doe', phone: '030 1234567', email: 'john@example.com' };
let clinic: OpenPractice;
let staff: Headers;

beforeEach(async () => {
  hub.moveClock(NOW - hub.hub.clock());
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
  await hub.hub.db.delete(rateLimits);
});

const sync = async (items: object[], headers: Headers = staff, deviceId = 'device_123456') =>
  readAnswer<Reply>(hub.post('/api/appointments/offline-sync', { device_id: deviceId, sync_data: items }, headers));
const booking = (over: object = {}, item: object = {}) => ({
  type: 'appointment',
  action: 'create',
  data: { doctor_id: clinic.doctor.id, scheduled_date: TEN, patient_details: JOHN, ...over },
  ...item,
});
const conflicts = async (query = '') => {
  const answer = await readAnswer<{ rows: SyncConflict[] }>(hub.get(`/api/sync/conflicts${query}`, staff));
  return answer.data!.rows;
};
const settle = async (id: number, body: object) =>
  readAnswer<SyncConflict>(hub.post(`/api/sync/conflicts/${id}/resolve`, body, staff));
const get = async (id: number) => (await readAnswer<AppointmentRow>(hub.get(`/api/appointments/${id}`, staff))).data!;
const logs = async () =>
  hub.hub.db
    .select()
    .from(offlineSyncLogs)
    .where(eq(offlineSyncLogs.locationId, clinic.locationId))
    .orderBy(offlineSyncLogs.id);
const booked = async (over: Partial<typeof appointments.$inferInsert> = {}) =>
  insertAppointment(hub.hub.db, {
    locationId: clinic.locationId,
    doctorId: clinic.doctor.id,
    serviceId: clinic.doctor.serviceId,
    patientId: (await insertPatient(hub.hub.db, { locationId: clinic.locationId })).id,
    scheduledDate: Date.parse(TEN),
    ...over,
  });

describe('the body that was asked for', () => {
  test('is taken without a sign-in, books, and gives the patient what opens the appointment', async () => {
    const answer = await sync([booking()], {});
    expect(answer).toMatchObject({
      status: 200,
      success: true,
      data: { device_id: 'device_123456', synced: 1, conflicts: 0, failed: 0 },
    });
    const [result] = answer.data!.results;
    expect(result).toMatchObject({ index: 0, type: 'appointment', action: 'create', status: 'synced', code: null });
    expect(result?.record?.number).toMatch(/^APT-\d{4}-\d{4,}$/u);
    const mine = await readAnswer<AppointmentRow>(
      hub.get(`/api/appointments/${result?.record?.id}`, { authorization: `Bearer ${result?.patient_token}` }),
    );
    expect(mine.data).toMatchObject({ status: 'scheduled', patient_name: 'John Doe', booking_source: 'online' });
    const [row] = await logs();
    expect(row).toMatchObject({
      deviceId: 'portal:device_123456',
      syncType: 'appointment',
      action: 'create',
      syncStatus: 'synced',
      recordId: result?.record?.id,
      incarnation: null,
    });
  });

  test('is answered alike when it is sent again, whole, in part, twice at once, and changes nothing', async () => {
    const named = booking({ scheduled_date: ELEVEN }, { op_id: randomUUID() });
    const first = await sync([booking(), named]);
    const again = await Promise.all([sync([booking(), named]), sync([named]), sync([booking()])]);
    const ids = (reply: Reply | undefined) => reply!.results.map((one) => [one.status, one.record?.id, one.op_id]);
    expect(ids(again[0].data)).toEqual(ids(first.data));
    expect(again.map(({ data }) => data?.results.every((one) => one.repeated))).toEqual([true, true, true]);
    expect(first.data?.results.some((one) => one.repeated)).toBe(false);
    expect(await hub.hub.db.$count(appointments, eq(appointments.locationId, clinic.locationId))).toBe(2);
    expect(await logs()).toHaveLength(2);
    // The same in another order of fields is the same, and from another device another.
    const reordered = { data: booking().data, action: 'create', type: 'appointment' };
    expect((await sync([reordered])).data?.results[0]?.repeated).toBe(true);
    expect((await sync([booking()], staff, 'device_2')).data?.results[0]).toMatchObject({
      repeated: false,
      code: 'sync.needs_rebooking',
    });
  });

  test('that is sent twice at once for the first time is done once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, async () => sync([booking()])));
    const ids = answers.map(({ data }) => data?.results[0]?.record?.id);
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ data }) => !data?.results[0]?.repeated)).toHaveLength(1);
  });
});

describe('a mixed batch', () => {
  test('does what it can in its order, tells what it cannot and why, and keeps nothing back for it', async () => {
    const [patientUid, visitUid] = [randomUUID(), randomUUID()];
    const stationId = 999_999_999;
    const { data } = await sync([
      { type: 'patient', action: 'create', data: { ...JOHN, uid: patientUid, date_of_birth: '1984-05-12' } },
      booking({ patient_details: undefined, patient_uid: patientUid, appointment_type: 'follow_up' }),
      booking({ scheduled_date: 'tomorrow', patient_details: { ...JOHN, first_name: 'a\u0000b' } }),
      {
        type: 'queue',
        action: 'create',
        data: { patient_uid: patientUid, doctor_id: clinic.doctor.id, uid: visitUid },
      },
      { type: 'queue', action: 'update', data: { uid: visitUid, status: 'called', station_id: stationId } },
      { type: 'queue', action: 'create', data: { patient_uid: patientUid, doctor_id: clinic.doctor.id } },
      { type: 'queue', action: 'delete', data: { uid: visitUid, expected_from: 'waiting' } },
      { type: 'queue', action: 'update', data: { uid: visitUid, expected_from: 'waiting', status: 'called' } },
      { type: 'patient', action: 'delete', data: { uid: patientUid } },
      { type: 'patient', action: 'update', data: { id: 999_999_999, email: 'x@y.example' } },
    ]);
    expect(data?.results.map(({ status, code }) => [status, code])).toEqual([
      ['synced', null],
      ['synced', null],
      ['failed', 'sync.bad_payload'],
      ['synced', null],
      ['failed', 'station.not_found'],
      ['conflict', 'queue.already_waiting'],
      ['synced', null],
      ['failed', 'queue.station_needed'],
      ['failed', 'sync.not_supported'],
      ['failed', 'sync.unknown_patient'],
    ]);
    expect(data).toMatchObject({ synced: 4, conflicts: 1, failed: 5 });
    expect(data?.results[2]?.issues.map((issue) => issue.path)).toEqual([expect.stringContaining('first_name')]);
    expect(data?.results[3]?.record).toMatchObject({ uid: visitUid, number: '20300115-A-001' });
    const [entry] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.uid, visitUid));
    expect(entry?.currentStatus).toBe('cancelled');
    expect((await conflicts()).map(({ status }) => status).toSorted()).toEqual([
      'conflict',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
    ]);
    const audits = await hub.hub.db.select().from(auditLog).where(eq(auditLog.locationId, clinic.locationId));
    expect(audits.map((row) => row.action)).toEqual(
      expect.arrayContaining(['patients.create', 'appointments.book', 'visit.check_in', 'queue.cancel']),
    );
    expect(JSON.stringify(audits)).not.toContain('John');
  });

  test('comes from a kiosk with its key as well', async () => {
    const kiosk = await insertDevice(hub.hub.db, { locationId: clinic.locationId, n: 3 });
    const { data } = await sync([booking()], { authorization: `Device ${kiosk.actor.deviceUid}:${kiosk.key}` });
    expect(data?.results[0]?.status).toBe('synced');
    expect((await get(data!.results[0]!.record!.id)).booking_source).toBe('kiosk');
  });

  test('that names one id for two changes keeps both and does the first', async () => {
    const opId = randomUUID();
    const items = [booking({}, { op_id: opId }), booking({ scheduled_date: ELEVEN }, { op_id: opId })];
    for (let n = 0; n < 2; n += 1) {
      const { data } = await sync(items);
      expect(data?.results.map((one) => one.code)).toEqual([null, 'sync.op_id_reused']);
    }
    expect((await logs()).map((row) => row.code)).toEqual([null, 'sync.op_id_reused']);
  });
});

describe('an appointment that was booked off line and lost its slot', () => {
  async function lose() {
    await booked();
    const { data } = await sync([booking()]);
    return data!.results[0]!;
  }

  test('stands without one, is shown to staff with alternatives, and gets another from them', async () => {
    const result = await lose();
    expect(result).toMatchObject({ status: 'conflict', code: 'sync.needs_rebooking' });
    expect(result.alternatives.map((slot) => slot.start_at)).toContain('2030-01-16T09:30:00.000Z');
    const lost = await get(result.record!.id);
    expect(lost).toMatchObject({
      needs_rebooking: true,
      status: 'scheduled',
      scheduled_date: '2030-01-16T09:00:00.000Z',
    });
    const list = '/api/appointments?from=2030-01-01&to=2030-01-31&needs_rebooking=true';
    const { data: waiting } = await readAnswer<AppointmentRow[]>(hub.get(list, staff));
    expect(waiting?.map((row) => row.id)).toEqual([lost.id]);

    const [open] = await conflicts('?entity=appointment');
    expect(open).toMatchObject({
      code: 'sync.needs_rebooking',
      entity: 'appointment',
      device: null,
      device_id: 'device_123456',
      appointment: { id: lost.id, needs_rebooking: true, appointment_number: lost.appointment_number },
      patient: { first_name: 'John' },
      options: ['rebook', 'keep_hub', 'handled'],
    });
    expect(open?.alternatives).toEqual(result.alternatives);
    expect(await settle(open!.id, { resolution: 'rebook' })).toMatchObject({ status: 400 });
    const again = await settle(open!.id, { resolution: 'rebook', scheduled_date: TEN });
    expect(again).toMatchObject({ status: 409, error: { code: 'appointment.slot_taken' } });
    const { data } = await settle(open!.id, { resolution: 'rebook', scheduled_date: ELEVEN });
    expect(data).toMatchObject({
      resolution: 'rebook',
      appointment: { needs_rebooking: false, scheduled_date: ELEVEN },
    });
    expect(await get(lost.id)).toMatchObject({ needs_rebooking: false, status: 'rescheduled' });
    expect((await conflicts()).length).toBe(0);
  });

  test.each([
    ['moved', 'reschedule', { scheduled_date: ELEVEN }, 'rebooked'],
    ['called off', 'cancel', {}, 'cancelled'],
  ])('is settled when it is %s in the ordinary way', async (_, what, body, resolution) => {
    const result = await lose();
    expect((await readAnswer(hub.post(`/api/appointments/${result.record!.id}/${what}`, body, staff))).status).toBe(
      200,
    );
    expect(await conflicts()).toEqual([]);
    expect(await conflicts('?state=resolved')).toMatchObject([{ resolution, resolved_by: 'Test User' }]);
  });

  test('takes nobody’s place: the slot that is given back can be booked, and its patient can be checked in', async () => {
    const result = await lose();
    const [holder] = await hub.hub.db
      .select()
      .from(appointments)
      .where(and(eq(appointments.locationId, clinic.locationId), eq(appointments.bookingSource, 'desk')));
    expect(holder?.id).toBe(result.record?.id);
    hub.moveClock(24 * 3_600_000);
    staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
    const arrived = await readAnswer<{ token_number: string }>(
      hub.post(`/api/appointments/${result.record!.id}/check-in`, {}, staff),
    );
    expect(arrived.data?.token_number).toBe('20300116-A-001');
  });
});

describe('a change of an appointment', () => {
  const change = (data: object, item: object = {}) => ({ type: 'appointment', action: 'update', data, ...item });

  test('made from what still holds is taken over; the time moves as one', async () => {
    const { id, rev } = await booked();
    const base = { scheduled_date: TEN, symptoms: null };
    const { data } = await sync([change({ id, base, scheduled_date: ELEVEN, symptoms: 'cough' })]);
    expect(data?.results[0]).toMatchObject({ status: 'synced' });
    expect(await get(id)).toMatchObject({ status: 'rescheduled', scheduled_date: ELEVEN, symptoms: 'cough' });
    expect((await sync([change({ id, rev, urgency_level: 'high' })])).data?.results[0]?.status).toBe('conflict');
  });

  test('that both sides made, each another, is kept from both with what it was, and staff decide', async () => {
    const { id } = await booked({ reasonForVisit: 'knee' });
    const base = { scheduled_date: TEN, reason_for_visit: 'knee' };
    await hub.post(`/api/appointments/${id}/reschedule`, { scheduled_date: '2030-01-16T11:00:00Z' }, staff);
    const { data } = await sync([change({ id, base, scheduled_date: ELEVEN, reason_for_visit: 'hip' })]);
    expect(data?.results[0]).toMatchObject({ status: 'conflict', code: 'sync.appointment_differs' });
    expect(await get(id)).toMatchObject({ scheduled_date: '2030-01-16T11:00:00.000Z', reason_for_visit: 'hip' });
    const [open] = await conflicts();
    expect(open).toMatchObject({ entity: 'appointment', options: ['keep_hub', 'keep_device', 'handled'] });
    expect(open?.fields).toEqual([
      {
        field: 'scheduled_date',
        base: '2030-01-16T09:00:00.000Z',
        device: ELEVEN,
        hub: '2030-01-16T11:00:00.000Z',
      },
    ]);
    expect((await settle(open!.id, { resolution: 'keep_device' })).data?.resolution).toBe('keep_device');
    expect(await get(id)).toMatchObject({ scheduled_date: ELEVEN });
  });

  test('to a slot that somebody else has leaves it where it was', async () => {
    const { id } = await booked();
    await booked({ scheduledDate: Date.parse(ELEVEN) });
    const { data } = await sync([change({ id, base: { scheduled_date: TEN }, scheduled_date: ELEVEN })]);
    expect(data?.results[0]).toMatchObject({ status: 'conflict', code: 'appointment.slot_taken' });
    expect(await get(id)).toMatchObject({ scheduled_date: '2030-01-16T09:00:00.000Z', needs_rebooking: false });
    const [open] = await conflicts();
    expect(open).toMatchObject({ options: ['rebook', 'keep_hub', 'handled'] });
    const half = '2030-01-16T10:30:00.000Z';
    await settle(open!.id, { resolution: 'rebook', scheduled_date: half });
    expect((await get(id)).scheduled_date).toBe(half);
  });

  test('that was recorded before the hub’s own is a dispute, and afterwards is not', async () => {
    const { id } = await booked({ symptoms: 'fever' });
    const at = (ms: number) => ({ recorded_at: new Date(hub.hub.clock() + ms).toISOString() });
    await hub.hub.db.update(appointments).set({ updatedAt: hub.hub.clock() }).where(eq(appointments.id, id));
    const before = await sync([change({ id, symptoms: 'cough' }, at(-60_000))]);
    expect(before.data?.results[0]?.code).toBe('sync.appointment_differs');
    const after = await sync([change({ id, symptoms: 'headache' }, at(60_000))]);
    expect(after.data?.results[0]?.status).toBe('synced');
  });

  test('is made by who holds the token of that appointment, and of no other', async () => {
    const { data } = await sync([booking()], {});
    const [mine] = data!.results;
    const other = await booked({ scheduledDate: Date.parse(ELEVEN) });
    const me = { authorization: `Bearer ${mine?.patient_token}` };
    const changed = await sync(
      [
        change({ id: mine!.record!.id, base: { symptoms: null }, symptoms: 'cough' }),
        change({ id: other.id, symptoms: 'cough' }),
        { type: 'appointment', action: 'delete', data: { uid: mine!.record!.uid, reason: 'ill' } },
        { type: 'appointment', action: 'delete', data: { id: other.id } },
        { type: 'patient', action: 'update', data: { id: other.patientId, email: 'me@x.example' } },
      ],
      me,
    );
    expect(changed.data?.results.map(({ status, code }) => [status, code])).toEqual([
      ['synced', null],
      ['failed', 'appointment.not_found'],
      ['synced', null],
      ['failed', 'appointment.not_found'],
      ['failed', 'auth.forbidden'],
    ]);
    expect(await get(mine!.record!.id)).toMatchObject({ status: 'cancelled', symptoms: 'cough' });
    expect(await get(other.id)).toMatchObject({ status: 'scheduled', symptoms: null });
    expect(await conflicts()).toEqual([]);
  });
});

describe('a patient', () => {
  test('who was changed in two places is merged by field, as a kiosk’s changes are', async () => {
    const patient = await insertPatient(hub.hub.db, { locationId: clinic.locationId, email: 'new@x.example' });
    const data = {
      id: patient.id,
      base: { email: 'old@x.example', address: null, last_name: 'Haddad' },
      email: 'device@x.example',
      address: 'New Street 1',
    };
    const reply = await sync([{ type: 'patient', action: 'update', data }]);
    expect(reply.data?.results[0]).toMatchObject({ status: 'conflict', code: 'sync.patient_differs' });
    const [open] = await conflicts('?entity=patient');
    expect(open?.fields).toEqual([
      { field: 'email', base: 'old@x.example', device: 'device@x.example', hub: 'new@x.example' },
    ]);
    expect(open).toMatchObject({ patient: { id: patient.id }, options: ['keep_hub', 'keep_device', 'handled'] });
    await settle(open!.id, { resolution: 'keep_device' });
    const [row] = await hub.hub.db.select().from(patients).where(eq(patients.id, patient.id));
    expect(row).toMatchObject({ email: 'device@x.example', address: 'New Street 1' });
  });

  test('who is registered again under one uid with other details is kept, and shown with both', async () => {
    const uid = randomUUID();
    const register = (over: object) => ({ type: 'patient', action: 'create', data: { ...JOHN, uid, ...over } });
    const { data } = await sync([register({}), register({ last_name: 'Dow' }), register({ phone: '+49301234567' })]);
    expect(data?.results.map((one) => one.code)).toEqual([null, 'sync.patient_differs', null]);
    const [open] = await conflicts();
    expect(open?.fields).toEqual([{ field: 'lastName', base: null, device: 'Dow', hub: 'Doe' }]);
  });
});

describe('a stranger', () => {
  test('may only book, at no other clinic than the first named, and leaves no rubbish in the list of staff', async () => {
    const elsewhere = await openPractice(hub.hub.db);
    const patient = await insertPatient(hub.hub.db, { locationId: clinic.locationId });
    const { data } = await sync(
      [
        booking(),
        booking({ doctor_id: elsewhere.doctor.id, scheduled_date: ELEVEN }),
        booking({ patient_details: undefined, patient_id: patient.id, scheduled_date: ELEVEN }),
        booking({ appointment_type: 'emergency', scheduled_date: ELEVEN }),
        { type: 'patient', action: 'create', data: JOHN },
        { type: 'queue', action: 'create', data: { patient_id: patient.id, doctor_id: clinic.doctor.id } },
        { type: 'appointment', action: 'delete', data: { id: 1 } },
      ],
      {},
    );
    expect(data?.results.map((one) => one.code)).toEqual([
      null,
      'doctor.not_found',
      'auth.required',
      'auth.required',
      'auth.required',
      'auth.required',
      'auth.required',
    ]);
    expect(await conflicts()).toEqual([]);
    expect(await logs()).toHaveLength(1);
  });

  test('cannot pass for a device of the clinic’s, nor get another’s token by guessing what they said', async () => {
    const [named, unnamed] = [booking({}, { op_id: randomUUID() }), booking({ scheduled_date: ELEVEN })];
    await sync([named, unnamed], {});
    const again = await sync([named, unnamed], {});
    expect(again.data?.results.map((one) => [one.repeated, one.patient_token !== undefined])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect((await sync([named])).data?.results[0]?.repeated).toBe(false);
  });

  test('books so many times an hour from one address, and hands over few at once', async () => {
    const many = Array.from({ length: 11 }, (_, n) => booking({ reason_for_visit: `Reason ${n}` }));
    expect(await sync(many, {})).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) codes.push((await sync(many.slice(0, 10), {})).error?.code);
    expect(codes).toEqual([undefined, undefined, 'auth.too_many_attempts']);
  });
});

describe('what no client should send', () => {
  test('is answered item by item, and never with a failure of the hub', async () => {
    let deep: unknown = 1;
    for (let n = 0; n < 2_000; n += 1) deep = [deep];
    const hostile: object[] = [
      { deep },
      { constructor: { prototype: {} }, __proto__: null },
      { id: Number.MAX_SAFE_INTEGER, status: 'cancelled' },
      { uid: "'; DROP TABLE patients; --" },
      { doctor_id: clinic.doctor.id, scheduled_date: '0000-01-01T00:00:00Z', patient_details: JOHN },
      { doctor_id: clinic.doctor.id, scheduled_date: TEN, patient_details: { ...JOHN, last_name: '\uD800' } },
      { ['\u0000']: 1 },
    ];
    const items = hostile.flatMap((data) =>
      ['appointment', 'patient', 'queue'].flatMap((type) =>
        ['create', 'update', 'delete'].map((action) => ({ type, action, data })),
      ),
    );
    const answer = await sync([...items, booking()]);
    expect(answer.status).toBe(200);
    expect(answer.data?.results.slice(0, -1).every((one) => one.status === 'failed')).toBe(true);
    expect(answer.data?.results.at(-1)?.status).toBe('synced');
    expect((await sync([...items, booking()])).data?.results.at(-1)?.repeated).toBe(true);
  });

  test.each([
    ['no items', { device_id: 'd', sync_data: [] }],
    ['no device', { sync_data: [{ type: 'patient', action: 'create', data: {} }] }],
    ['an unknown type', { device_id: 'd', sync_data: [{ type: 'payment', action: 'create', data: {} }] }],
    ['data that is no object', { device_id: 'd', sync_data: [{ type: 'patient', action: 'create', data: 'x' }] }],
  ])('is refused with the field that is wrong: %s', async (_, body) => {
    const answer = await readAnswer(hub.post('/api/appointments/offline-sync', body, staff));
    expect(answer).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
  });
});

test.each([20_000, 100_000])('brackets without end, %i of them, do not bring the hub down', async (depth) => {
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const headers = { 'content-type': 'application/json', ...staff };
  const send = async (path: string, body: string) =>
    readAnswer<Reply>(fetch(hub.url + path, { method: 'POST', headers, body }));
  const item = `{"type":"patient","action":"create","data":{"first_name":${deep}}}`;
  const answer = await send('/api/appointments/offline-sync', `{"device_id":"d","sync_data":[${item}]}`);
  expect(answer.data?.results[0]).toMatchObject({ status: 'failed', code: 'sync.bad_payload' });
  const patient = await send('/api/patients', `{"first_name":"A","last_name":"B","medical_history":{"a":${deep}}}`);
  expect(patient).toMatchObject({ status: 400 });
});
