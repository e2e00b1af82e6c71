import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import { appointmentReminders } from '#hub/db/schema/appointments.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { insertAppointment, insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { insertStation } from '#testing/factories/clinic.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: OpenPractice;
let staff: { authorization: string };
let stationId: number;
let patientId: number;
type CheckedIn = { queue_id: number; token_number: string };

/** Nine o'clock of a winter's morning in Berlin. */
const NOW = Date.parse('2030-01-15T08:00:00Z');
const HOUR = 3_600_000;

beforeAll(() => hub.moveClock(NOW - Date.now()));
beforeEach(async () => {
  hub.moveClock(NOW - hub.hub.clock());
  clinic = await openPractice(hub.hub.db);
  const { locationId } = clinic;
  staff = await hub.staffHeaders(locationId, 'front_desk');
  stationId = (await insertStation(hub.hub.db, { locationId })).id;
  patientId = (await insertPatient(hub.hub.db, { locationId, phone: '+4930123456' })).id;
});

const insert = async (scheduledDate = NOW + 3 * HOUR) =>
  insertAppointment(hub.hub.db, {
    locationId: clinic.locationId,
    doctorId: clinic.doctor.id,
    serviceId: clinic.doctor.serviceId,
    patientId,
    scheduledDate,
    status: 'confirmed',
  });
const post = async <T>(path: string, body: object = {}) => readAnswer<T>(hub.post(path, body, staff));
const get = async (id: number) => (await readAnswer<AppointmentRow>(hub.get(`/api/appointments/${id}`, staff))).data!;
const move = async (queueId: number, event: object) => {
  expect((await post(`/api/queue/${queueId}/events`, event)).status).toBe(200);
};
const undo = async (queueId: number) => post<{ current_status: string }>(`/api/queue/${queueId}/undo`);

async function checkIn(id: number): Promise<CheckedIn> {
  const { data } = await post<CheckedIn>(`/api/appointments/${id}/check-in`);
  return data!;
}

describe('taking back a move of the queue takes back what it did to the appointment', () => {
  test('the beginning, the end and the absence', async () => {
    const { id } = await insert();
    const { queue_id: queueId } = await checkIn(id);
    const call = { type: 'call', station_id: stationId };
    await move(queueId, call);
    await move(queueId, { type: 'no_show' });
    expect((await get(id)).status).toBe('no_show');
    expect((await undo(queueId)).data?.current_status).toBe('called');
    expect((await get(id)).status).toBe('confirmed');
    await move(queueId, { type: 'start' });
    expect((await get(id)).status).toBe('in_progress');
    expect((await undo(queueId)).data?.current_status).toBe('called');
    expect((await get(id)).status).toBe('confirmed');
    await move(queueId, { type: 'start' });
    await move(queueId, { type: 'complete' });
    await undo(queueId);
    expect((await get(id)).status).toBe('in_progress');
    const audits = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, clinic.locationId), eq(auditLog.action, 'appointments.undo')));
    expect(audits.map((row) => row.actorType)).toEqual(['staff', 'staff', 'staff']);
  });

  test('a check-in that was cancelled: the patient has their token again, and is reminded of nothing', async () => {
    const { id } = await insert();
    const { queue_id: queueId, token_number: token } = await checkIn(id);
    await move(queueId, { type: 'cancel' });
    expect((await get(id)).queue_token).toBeNull();
    const pending = async () =>
      hub.hub.db.$count(
        appointmentReminders,
        and(eq(appointmentReminders.appointmentId, id), eq(appointmentReminders.status, 'pending')),
      );
    expect(await pending()).toBe(1);
    await undo(queueId);
    expect(await get(id)).toMatchObject({ queue_token: token, status: 'confirmed' });
    expect(await pending()).toBe(0);
  });

  test('an absence whose slot somebody has taken since leaves the appointment without a slot, and says so', async () => {
    const { id } = await insert();
    const { queue_id: queueId } = await checkIn(id);
    await move(queueId, { type: 'call', station_id: stationId });
    await move(queueId, { type: 'no_show' });
    const taken = await insert();
    expect((await undo(queueId)).status).toBe(200);
    expect(await get(id)).toMatchObject({ status: 'confirmed', needs_rebooking: true });
    expect(await get(taken.id)).toMatchObject({ status: 'confirmed', needs_rebooking: false });
    const list = `/api/appointments?from=2030-01-15&to=2030-01-15&needs_rebooking=true`;
    const { data } = await readAnswer<AppointmentRow[]>(hub.get(list, staff));
    expect(data?.map((row) => row.id)).toEqual([id]);
  });

  test('but not what somebody has done to the appointment since', async () => {
    const { id } = await insert();
    const { queue_id: queueId } = await checkIn(id);
    await move(queueId, { type: 'cancel' });
    expect((await post(`/api/appointments/${id}/cancel`)).status).toBe(200);
    await undo(queueId);
    expect((await get(id)).status).toBe('cancelled');
  });
});
