import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { AvailabilityRow, AvailableSlot } from '#shared/protocol/api/availability.ts';
import { appointmentReminders, availability, slotHolds } from '#hub/db/schema/appointments.ts';
import { settings } from '#hub/db/schema/clinic.ts';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
type Headers = Record<string, string>;
type Booked = { id: number; duration_minutes: number; payment_methods: string[]; patient_token: string };
type Reminder = { reminder_type: string; scheduled_time: string; status: string };

/** Nine o'clock of a winter's morning in Berlin; the tests begin a minute before. */
const NOW = Date.parse('2030-01-15T08:00:00Z');
const HOUR = 3_600_000;
const JOHN = { first_name: 'John', last_name: 'Doe', phone: '030 1234567', email: 'john@example.com' };
let clinic: OpenPractice;
let staff: Headers;

beforeEach(async () => {
  hub.moveClock(NOW - 60_000 - hub.hub.clock());
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'manager');
  await hub.hub.db.delete(rateLimits);
});

const inHours = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
const book = async (over: object = {}, headers: Headers = {}) =>
  readAnswer<Booked>(
    hub.post(
      '/api/appointments/book',
      { doctor_id: clinic.doctor.id, scheduled_date: inHours(25), patient_details: JOHN, ...over },
      headers,
    ),
  );
/** Through the operation that a manager uses. */
async function choose(key: string, value: object): Promise<void> {
  const response = await fetch(`${hub.url}/api/settings/${key}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...staff },
    body: JSON.stringify({ rev: 0, value }),
  });
  expect(response.status).toBe(200);
}
const move = async (id: number, hours: number, headers: Headers) =>
  readAnswer<AppointmentRow>(
    hub.post(`/api/appointments/${id}/reschedule`, { scheduled_date: inHours(hours) }, headers),
  );
const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });
const remindersOf = async (id: number) => {
  const { data } = await readAnswer<Reminder[]>(hub.get(`/api/appointments/${id}/reminders`, staff));
  return data!.map((one) => [one.reminder_type, (Date.parse(one.scheduled_time) - NOW) / HOUR, one.status]);
};

describe('how long an appointment lasts', () => {
  test('is the doctor’s own slot when nobody says, and else the clinic’s usual length', async () => {
    await hub.hub.db.update(availability).set({ slotDurationMinutes: 20 }).where(ofClinic());
    expect((await book()).data?.duration_minutes).toBe(20);
    await choose('appointments', { default_minutes: 45 });
    const rule = {
      doctor_id: clinic.doctor.id,
      date: '2030-01-20',
      start_time: '19:00',
      end_time: '21:00',
      reason: 'open evening',
    };
    const { data } = await readAnswer<AvailabilityRow>(hub.post('/api/availability', rule, staff));
    expect(data?.slot_duration_minutes).toBe(45);
  });

  test('patients choose among the lengths offered and the doctor’s own; the desk may book any', async () => {
    await choose('appointments', { offered_minutes: [15, 60], default_minutes: 15 });
    const refused = await book({ duration_minutes: 45 });
    expect(refused).toMatchObject({ status: 409, error: { code: 'appointment.length_not_offered' } });
    expect(refused.error?.details).toEqual({ offered_minutes: [15, 60] });
    expect((await book({ duration_minutes: 60 })).data?.duration_minutes).toBe(60);
    expect((await book({ duration_minutes: 30, scheduled_date: inHours(27) })).data?.duration_minutes).toBe(30);
    expect((await book({ duration_minutes: 45, scheduled_date: inHours(30) }, staff)).status).toBe(200);
  });
});

describe('when patients may book', () => {
  test('starts with the notice and ends with the last day; the desk is not bound by it', async () => {
    await choose('appointments', { notice_minutes: 180, bookable_days_ahead: 2 });
    const hold = { doctor_id: clinic.doctor.id, scheduled_date: inHours(1) };
    for (const answer of [
      await book({ scheduled_date: inHours(2) }),
      await book({ scheduled_date: inHours(73) }),
      await readAnswer(hub.post('/api/appointments/holds', hold)),
    ]) {
      expect(answer).toMatchObject({ status: 409, error: { code: 'appointment.outside_booking_window' } });
    }
    expect((await book({ scheduled_date: inHours(3) })).status).toBe(200);
    expect((await book({ scheduled_date: inHours(49) })).status).toBe(200);
    expect((await book({ scheduled_date: inHours(73) }, staff)).status).toBe(200);
    expect((await book({ scheduled_date: inHours(1) }, staff)).status).toBe(200);
  });

  test('is what they are offered; the desk is offered everything', async () => {
    await choose('appointments', { notice_minutes: 180, bookable_days_ahead: 1 });
    const query = `/api/appointments/availability?doctor_id=${clinic.doctor.id}&days=4`;
    const slots = async (headers: Headers) => {
      const { data } = await readAnswer<{ available_slots: AvailableSlot[] }[]>(hub.get(query, headers));
      return data![0]!.available_slots.map((slot) => (Date.parse(slot.start_at) - NOW) / HOUR);
    };
    const offered = await slots({});
    expect([offered[0], Math.floor(offered.at(-1)!)]).toEqual([3, 32]);
    const desk = await slots(staff);
    expect([desk[0], Math.floor(desk.at(-1)!)]).toEqual([0, 80]);
    const elsewhere = await hub.staffHeaders((await openPractice(hub.hub.db)).locationId, 'admin');
    expect(await slots(elsewhere)).toEqual(offered);
  });

  test('and until when they may move or cancel, is the clinic’s choice', async () => {
    await choose('appointments', { change_notice_minutes: 24 * 60 });
    const { data } = await book({ scheduled_date: inHours(24.5) });
    const me = bearer(data?.patient_token);
    expect((await move(data!.id, 26, me)).data?.status).toBe('rescheduled');
    hub.moveClock(3 * HOUR);
    staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
    const late = { status: 409, error: { code: 'appointment.change_too_late' } };
    expect(await move(data!.id, 50, me)).toMatchObject(late);
    expect(await readAnswer(hub.post(`/api/appointments/${data!.id}/cancel`, {}, me))).toMatchObject(late);
    expect((await move(data!.id, 50, staff)).status).toBe(200);
    expect((await readAnswer(hub.post(`/api/appointments/${data!.id}/cancel`, {}, staff))).status).toBe(200);
  });
});

describe('paying', () => {
  test('is offered in the ways that the clinic has switched on, and refused in others', async () => {
    expect((await book({ payment_method: 'online' })).data?.payment_methods).toEqual(['desk']);
    const refused = await book({ payment_method: 'upi', scheduled_date: inHours(26) });
    expect(refused).toMatchObject({ status: 409, error: { code: 'payment.method_not_offered' } });
    await choose('payments', { upi: true, upi_address: 'clinic@bank' });
    const { data } = await book({ payment_method: 'upi', scheduled_date: inHours(26) });
    expect(data?.payment_methods).toEqual(['desk', 'upi']);
  });

  test('keeps a slot for as long as the clinic says', async () => {
    await choose('payments', { hold_minutes: 3 });
    const body = { doctor_id: clinic.doctor.id, scheduled_date: inHours(25) };
    const { data } = await readAnswer<{ expires_at: string; duration_minutes: number }>(
      hub.post('/api/appointments/holds', body),
    );
    expect(data?.duration_minutes).toBe(30);
    const [hold] = await hub.hub.db.select().from(slotHolds).where(eq(slotHolds.locationId, clinic.locationId));
    expect(Math.round((hold!.expiresAt - hub.hub.clock()) / 60_000)).toBe(3);
  });
});

describe('reminders', () => {
  test('are planned with the booking, anew when it moves, and called off with it', async () => {
    const { data } = await book({ scheduled_date: inHours(25) });
    const planned = await remindersOf(data!.id);
    expect(planned).toEqual([
      ['email', 1, 'pending'],
      ['sms', 23, 'pending'],
      ['email', 24, 'pending'],
    ]);
    await move(data!.id, 49, staff);
    expect((await remindersOf(data!.id)).filter(([, , status]) => status === 'pending')).toEqual([
      ['email', 25, 'pending'],
      ['sms', 47, 'pending'],
      ['email', 48, 'pending'],
    ]);
    await hub.post(`/api/appointments/${data!.id}/cancel`, {}, staff);
    const states = (await remindersOf(data!.id)).map(([, , status]) => status);
    expect(states).toEqual(Array(6).fill('cancelled'));
  });

  test('go by the clinic’s own intervals, and only to where the patient can be reached', async () => {
    await choose('reminders', {
      reminders: [
        { channel: 'sms', minutes_before: 30 },
        { channel: 'email', minutes_before: 600 },
      ],
    });
    const { email: _, ...unreachable } = JOHN;
    const { data } = await book({ scheduled_date: inHours(25), patient_details: unreachable });
    expect(await remindersOf(data!.id)).toEqual([['sms', 24.5, 'pending']]);
  });

  test('of an unreadable or earlier setting are the usual ones', async () => {
    await hub.hub.db.insert(settings).values({ locationId: clinic.locationId, key: 'reminders', value: {} });
    const { data } = await book();
    expect(await remindersOf(data!.id)).toHaveLength(3);
  });
});

describe('what a patient was given to see their appointment with', () => {
  test('can be made void by the desk, who gets another; the next one works, the first never again', async () => {
    const { data } = await book();
    const first = bearer(data?.patient_token);
    const look = async (headers: Headers) => readAnswer(hub.get(`/api/appointments/${data!.id}`, headers));
    expect((await look(first)).status).toBe(200);
    const path = `/api/appointments/${data!.id}/withdraw-access`;
    expect((await readAnswer(hub.post(path, {}, first))).status).toBe(403);
    const given = await readAnswer<{ patient_token: string }>(hub.post(path, {}, staff));
    expect(await look(first)).toMatchObject({ status: 401, error: { code: 'auth.access_withdrawn' } });
    expect((await look(bearer(given.data?.patient_token))).status).toBe(200);
    await hub.post(path, {}, staff);
    expect((await look(bearer(given.data?.patient_token))).status).toBe(401);
    expect((await look(first)).status).toBe(401);
  });
});

const ofClinic = () => eq(availability.locationId, clinic.locationId);
test('every reminder stands in its own location', async () => {
  const { data } = await book();
  const rows = await hub.hub.db
    .select()
    .from(appointmentReminders)
    .where(eq(appointmentReminders.appointmentId, data!.id));
  expect(rows.map((row) => row.locationId)).toEqual(Array(3).fill(clinic.locationId));
  const elsewhere = await hub.staffHeaders((await openPractice(hub.hub.db)).locationId, 'admin');
  expect((await readAnswer(hub.get(`/api/appointments/${data!.id}/reminders`, elsewhere))).status).toBe(404);
});
