import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertAppointment, insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { insertStation } from '#testing/factories/clinic.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: OpenPractice;
let staff: { authorization: string };
let patientId: number;
type Headers = Record<string, string>;
type CheckedIn = { appointment: AppointmentRow; queue_id: number; token_number: string };

/** Nine o'clock of a winter's morning in Berlin. */
const NOW = Date.parse('2030-01-15T08:00:00Z');
const HOUR = 3_600_000;

beforeAll(() => hub.moveClock(NOW - Date.now()));
beforeEach(async () => {
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
  patientId = (await insertPatient(hub.hub.db, { locationId: clinic.locationId })).id;
});

const insert = async (over: Partial<typeof appointments.$inferInsert> = {}) =>
  insertAppointment(hub.hub.db, {
    locationId: clinic.locationId,
    doctorId: clinic.doctor.id,
    serviceId: clinic.doctor.serviceId,
    patientId,
    scheduledDate: NOW + HOUR,
    ...over,
  });
const act = async <T = AppointmentRow>(id: number, what: string, body: object = {}, headers: Headers = {}) =>
  readAnswer<T>(hub.post(`/api/appointments/${id}/${what}`, body, { ...staff, ...headers }));
const get = async (id: number) => readAnswer<AppointmentRow>(hub.get(`/api/appointments/${id}`, staff));
const list = async (query: string, headers: Headers = staff) =>
  readAnswer<AppointmentRow[]>(hub.get(`/api/appointments?${query}`, headers));
const moveEntry = async (queueId: number, event: object) =>
  readAnswer(hub.post(`/api/queue/${queueId}/events`, event, staff));

describe('the list', () => {
  test('gives the days asked for in order of time, in the clinic’s own days, page by page', async () => {
    // Half past eleven in the evening before, and midnight: the day is Berlin's, not the hub's.
    const times = ['2030-01-14T22:30:00Z', '2030-01-14T23:00:00Z', '2030-01-15T12:00:00Z', '2030-01-15T22:45:00Z'];
    for (const time of times) await insert({ scheduledDate: Date.parse(time), durationMinutes: 10 });
    const day = (await list('from=2030-01-15&to=2030-01-15')).data!;
    expect(day.map((row) => Date.parse(row.scheduled_date))).toEqual(times.slice(1).map((time) => Date.parse(time)));
    const first = (await list('from=2030-01-01&to=2030-01-31&limit=2')).data!;
    const second = (await list(`from=2030-01-01&to=2030-01-31&limit=2&after=${first[1]!.id}`)).data!;
    expect([...first, ...second].map((row) => Date.parse(row.scheduled_date))).toEqual(
      times.map((time) => Date.parse(time)),
    );
  });

  test('is narrowed by doctor, status and patient, the records joined to them included', async () => {
    const joined = await insertPatient(hub.hub.db, { locationId: clinic.locationId, mergedIntoId: patientId });
    const theirs = await insert({ patientId: joined.id });
    const gone = await insert({ scheduledDate: NOW + 2 * HOUR, status: 'cancelled' });
    const someone = await insertPatient(hub.hub.db, { locationId: clinic.locationId });
    await insert({ scheduledDate: NOW + 3 * HOUR, patientId: someone.id });
    const ids = async (query: string) =>
      (await list(`from=2030-01-15&to=2030-01-15&${query}`)).data?.map((row) => row.id);
    expect(await ids(`patient_id=${patientId}`)).toEqual([theirs.id, gone.id]);
    expect(await ids('status=cancelled')).toEqual([gone.id]);
    expect(await ids(`doctor_id=${clinic.doctor.id + 1}`)).toEqual([]);
    expect(await ids(`doctor_id=${clinic.doctor.id}`)).toHaveLength(3);
  });

  test('holds nothing of another location, and says what is wrong with a question', async () => {
    await insert();
    const other = await openPractice(hub.hub.db);
    const strangers = await hub.staffHeaders(other.locationId, 'admin');
    expect((await list('from=2030-01-01&to=2030-12-31', strangers)).data).toEqual([]);
    for (const query of ['from=2030-01-02&to=2030-01-01', 'from=2030-01-02', 'from=9999-01-01&to=9999-01-02']) {
      expect(await list(query)).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
    }
    expect((await list('from=2030-01-01&to=2030-01-02', {})).status).toBe(401);
  });
});

test.each(['reschedule', 'confirm', 'cancel', 'check-in', 'complete', 'no-show'])(
  'to %s the appointment of another location is to ask for one that does not exist',
  async (what) => {
    const mine = await insert();
    const other = await openPractice(hub.hub.db);
    const strangers = await hub.staffHeaders(other.locationId, 'admin');
    const body = what === 'reschedule' ? { scheduled_date: '2030-01-16T12:00:00Z' } : {};
    const answer = await act(mine.id, what, body, strangers);
    expect(answer).toMatchObject({ status: 404, error: { code: 'appointment.not_found' } });
    expect((await readAnswer(hub.get(`/api/appointments/${mine.id}`, strangers))).status).toBe(404);
    expect((await get(mine.id)).data?.status).toBe('scheduled');
    expect((await act(mine.id, what, body, { authorization: '' })).status).toBe(401);
  },
);

describe('moving an appointment', () => {
  test('gives the old slot back and keeps the number; the reminder is due anew', async () => {
    const { id, appointmentNumber } = await insert({ scheduledDate: NOW + 24 * HOUR, reminderSent: true });
    const moved = await act(id, 'reschedule', { scheduled_date: '2030-01-16T12:00:00Z', duration_minutes: 60 });
    expect(moved.data).toMatchObject({
      appointment_number: appointmentNumber,
      status: 'rescheduled',
      scheduled_date: '2030-01-16T12:00:00.000Z',
      duration_minutes: 60,
      reminder_sent: false,
    });
    const [audit] = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, clinic.locationId), eq(auditLog.action, 'appointments.reschedule')));
    expect(audit?.details).toMatchObject({ from: 'scheduled', to: 'rescheduled' });
  });

  test('to a taken slot changes nothing and names others', async () => {
    const { id } = await insert({ scheduledDate: NOW + 24 * HOUR });
    await insert({ scheduledDate: NOW + 26 * HOUR });
    const answer = await act(id, 'reschedule', { scheduled_date: new Date(NOW + 26 * HOUR).toISOString() });
    expect(answer).toMatchObject({ status: 409, error: { code: 'appointment.slot_taken' } });
    expect(answer.error?.details['alternatives']).toHaveLength(5);
    expect((await get(id)).data).toMatchObject({ status: 'scheduled', scheduled_date: '2030-01-16T08:00:00.000Z' });
  });

  test("to another location's doctor is refused", async () => {
    const other = await openPractice(hub.hub.db);
    const { id } = await insert();
    const body = { scheduled_date: '2030-01-16T12:00:00Z', doctor_id: other.doctor.id };
    expect(await act(id, 'reschedule', body)).toMatchObject({ status: 404, error: { code: 'doctor.not_found' } });
  });

  test('is asked once for one key', async () => {
    const { id } = await insert({ scheduledDate: NOW + 24 * HOUR });
    const key = { 'idempotency-key': randomUUID() };
    const body = { scheduled_date: '2030-01-16T12:00:00Z' };
    const first = await act(id, 'reschedule', body, key);
    expect(await act(id, 'reschedule', body, key)).toEqual(first);
    const [row] = await hub.hub.db.select().from(appointments).where(eq(appointments.id, id));
    expect(row?.rev).toBe(2);
    expect(await act(id, 'reschedule', { scheduled_date: '2030-01-16T13:00:00Z' }, key)).toMatchObject({
      status: 409,
      error: { code: 'request.idempotency_key_reused' },
    });
  });
});

describe('without a patient in the house', () => {
  test('an appointment is confirmed, cancelled or missed, and what is over stays over', async () => {
    const { id } = await insert();
    expect((await act(id, 'confirm')).data?.status).toBe('confirmed');
    expect((await act(id, 'cancel', { reason: 'Ill' })).data).toMatchObject({
      status: 'cancelled',
      change_reason: 'Ill',
    });
    for (const what of ['confirm', 'cancel', 'check-in', 'complete', 'no-show']) {
      expect(await act(id, what)).toMatchObject({ status: 409, error: { code: 'appointment.illegal_move' } });
    }
    const missed = await insert();
    expect((await act(missed.id, 'no-show')).data?.status).toBe('no_show');
    expect((await act((await insert()).id, 'complete')).error?.code).toBe('appointment.illegal_move');
  });
});

describe('checking in at the desk', () => {
  test('opens the visit with a token of the desk, puts it in the doctor’s queue and tells the devices', async () => {
    const { id } = await insert({ reasonForVisit: 'Knee' });
    const { data } = await act<CheckedIn>(id, 'check-in');
    expect(data?.token_number).toBe('20300115-A-001');
    expect(data?.appointment).toMatchObject({ queue_token: '20300115-A-001', status: 'scheduled' });
    const [entry] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, data!.queue_id));
    expect(entry).toMatchObject({
      appointmentId: id,
      patientId,
      doctorId: clinic.doctor.id,
      serviceId: clinic.doctor.serviceId,
      currentStatus: 'waiting',
      checkInTime: expect.closeTo(NOW, -6),
    });
    const [visit] = await hub.hub.db.select().from(visits).where(eq(visits.id, entry!.visitId));
    expect(visit).toMatchObject({ appointmentId: id, reasonForVisit: 'Knee', language: 'en' });
    const rows = await hub.hub.db
      .select()
      .from(feed)
      .where(eq(feed.locationId, clinic.locationId))
      .orderBy(asc(feed.seq));
    expect(rows.at(-1)).toMatchObject({ entity: 'queue_entry', uid: entry!.uid, payload: { token: 'A-001' } });
  });

  test('happens once: pressed twice with one key it answers alike, otherwise it names the token', async () => {
    const { id } = await insert();
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([act(id, 'check-in', {}, key), act(id, 'check-in', {}, key)]);
    expect(second).toEqual(first);
    expect(await act(id, 'check-in')).toMatchObject({
      status: 409,
      error: { code: 'appointment.checked_in', details: { token: '20300115-A-001' } },
    });
    expect((await act(id, 'reschedule', { scheduled_date: '2030-01-16T12:00:00Z' })).error?.code).toBe(
      'appointment.checked_in',
    );
  });

  test('is for the day itself', async () => {
    const { id } = await insert({ scheduledDate: NOW + 24 * HOUR });
    expect(await act(id, 'check-in')).toMatchObject({ status: 409, error: { code: 'appointment.not_today' } });
  });

  test('by many desks at once gives each appointment one token and no token twice', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 8; n += 1) ids.push((await insert({ scheduledDate: NOW + n * HOUR })).id);
    const answers = await Promise.all([...ids, ...ids].map(async (id) => act<CheckedIn>(id, 'check-in')));
    const tokens = answers.flatMap((answer) => answer.data?.token_number ?? []);
    expect(new Set(tokens).size).toBe(8);
    expect(tokens).toHaveLength(8);
    expect(answers.filter((answer) => answer.error?.code === 'appointment.checked_in')).toHaveLength(8);
  });
});

describe('queue and appointment go together', () => {
  async function checkedIn() {
    const { id } = await insert();
    const station = await insertStation(hub.hub.db, { locationId: clinic.locationId });
    const { data } = await act<CheckedIn>(id, 'check-in');
    const queueId = data!.queue_id;
    const call = { type: 'call', station_id: station.id };
    const statusOf = async () => (await get(id)).data?.status;
    const entryStatus = async () =>
      (await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, queueId)))[0]?.currentStatus;
    return { id, queueId, call, statusOf, entryStatus };
  }

  test('what starts and ends in the queue starts and ends the appointment', async () => {
    const { queueId, call, statusOf } = await checkedIn();
    await moveEntry(queueId, call);
    expect(await statusOf()).toBe('scheduled');
    await moveEntry(queueId, { type: 'start' });
    expect(await statusOf()).toBe('in_progress');
    await moveEntry(queueId, { type: 'complete' });
    expect(await statusOf()).toBe('completed');
  });

  test('who does not come when called has missed the appointment, and may still be seen afterwards', async () => {
    const { queueId, call, statusOf, entryStatus } = await checkedIn();
    await moveEntry(queueId, call);
    await moveEntry(queueId, { type: 'no_show' });
    expect(await statusOf()).toBe('no_show');
    for (const event of [{ type: 'return' }, call, { type: 'start' }, { type: 'complete' }]) {
      expect((await moveEntry(queueId, event)).status).toBe(200);
    }
    expect([await entryStatus(), await statusOf()]).toEqual(['completed', 'no_show']);
  });

  test('completing and cancelling the appointment moves the place in the queue', async () => {
    const seen = await checkedIn();
    await moveEntry(seen.queueId, seen.call);
    expect((await act(seen.id, 'complete')).error?.code).toBe('queue.illegal_move');
    await moveEntry(seen.queueId, { type: 'start' });
    expect((await act(seen.id, 'complete')).data?.status).toBe('completed');
    expect(await seen.entryStatus()).toBe('completed');
  });

  test('a patient who cancels in the waiting room leaves it', async () => {
    const { id, statusOf, entryStatus } = await checkedIn();
    expect((await act(id, 'cancel')).status).toBe(200);
    expect([await statusOf(), await entryStatus()]).toEqual(['cancelled', 'cancelled']);
  });

  test('a check-in that is taken back in the queue can be made again', async () => {
    const { id, queueId, statusOf } = await checkedIn();
    await moveEntry(queueId, { type: 'cancel' });
    expect(await statusOf()).toBe('scheduled');
    expect((await act<CheckedIn>(id, 'check-in')).data?.token_number).toBe('20300115-A-002');
  });
});
