import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { appointments } from '#hub/db/schema/appointments.ts';
import type { users } from '#hub/db/schema/staff.ts';
import { visits } from '#hub/db/schema/queue.ts';
import { bookingCodeText, phoneBirthText } from '#shared/domain/match-text.ts';
import { appointmentTodaySchema } from '#shared/protocol/entities.ts';
import { helloReplySchema } from '#shared/protocol/sync/hello.ts';
import { pullReplySchema } from '#shared/protocol/sync/pull.ts';
import { insertAppointment, insertPatient } from '#testing/factories/booking.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import type { EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { insertUser } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
let doctor: typeof users.$inferSelect;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  const { locationId, service } = room;
  doctor = await insertUser(hub.hub.db, { locationId, role: 'doctor', serviceId: service.id });
});

const MINUTE = 60_000;
const headers = ({ actor, key }: EnrolledDevice) => ({ authorization: `Device ${actor.deviceUid}:${key}` });
async function data(response: Promise<Response>): Promise<unknown> {
  return ((await (await response).json()) as { data: unknown }).data;
}
async function hello(device = room.kiosk): Promise<string | undefined> {
  const body = {
    protocol: { min: 1, max: 1 },
    incarnation: device.incarnation,
    lastSeq: 0,
    lastHash: '0'.repeat(64),
    appVersion: '1.2.3',
  };
  return helloReplySchema.parse(await data(hub.post('/api/sync/hello', body, headers(device)))).matchKey;
}
async function rows() {
  const pulled = await data(hub.get('/api/sync/pull?stream=clinic&after=0', headers(room.kiosk)));
  return pullReplySchema.parse(pulled).rows.filter(({ entity }) => entity === 'appointment_today');
}
async function book(change: Partial<typeof appointments.$inferInsert> = {}) {
  const { locationId } = room;
  const patient = await insertPatient(hub.hub.db, { locationId, phone: '+4915123456789', dateOfBirth: '1984-05-12' });
  const scheduledDate = hub.hub.clock() + 30 * MINUTE;
  const given = { locationId, doctorId: doctor.id, patientId: patient.id, scheduledDate, ...change };
  return insertAppointment(hub.hub.db, given);
}

test('a kiosk’s hello brings today’s appointments as hashes that its own key opens, and nothing personal', async () => {
  const booked = await book();
  const matchKey = await hello();
  const [row] = await rows();
  const told = appointmentTodaySchema.parse(row!.payload);
  const hash = (text: string) => createHmac('sha256', Buffer.from(matchKey!, 'base64url')).update(text).digest('hex');
  expect(told).toEqual({
    uid: booked.uid,
    bookingCodeHash: hash(bookingCodeText(`https://clinic.example/b/${booked.uid}`)),
    phoneBirthHash: hash(phoneBirthText('+49 151 23456789', '1984-05-12', 'DE')),
    doctorUid: doctor.uid,
    serviceUid: expect.any(String) as string,
    startAt: booked.scheduledDate,
    status: 'booked',
  });
  expect(JSON.stringify(row)).not.toMatch(/1984|2345678|Amina|Haddad/u);
});

test('only what has changed is told again, and what is past is taken back', async () => {
  const booked = await book();
  const past = await book({ scheduledDate: hub.hub.clock() - 17 * 60 * MINUTE });
  for (let times = 0; times < 3; times += 1) await hello();
  expect(await rows()).toHaveLength(2);
  await hub.hub.db.update(appointments).set({ status: 'cancelled' }).where(eq(appointments.id, booked.id));
  await hub.hub.db
    .update(appointments)
    .set({ scheduledDate: hub.hub.clock() - 40 * 60 * MINUTE })
    .where(eq(appointments.id, past.id));
  await hello();
  const [, , ...news] = await rows();
  expect(news.map(({ uid, payload }) => [uid, payload && payload['status']])).toEqual(
    expect.arrayContaining([
      [booked.uid, 'closed'],
      [past.uid, null],
    ]),
  );
  expect(news).toHaveLength(2);
});

test('a check-in by appointment opens the visit of whoever booked, and other kiosks hear of it', async () => {
  const booked = await book();
  await hello();
  const { kiosk, service, log } = room;
  const payload = aCheckIn(1, { lane: kiosk.lane, serviceUid: service.uid, doctorUid: doctor.uid });
  const visit = { ...payload.visit, appointmentUid: booked.uid };
  const pushed = await room.push([addCheckIn(log, randomUUID(), { ...payload, patient: null, visit })]);
  expect(pushed).toMatchObject({ status: 'ok', results: [{ outcome: 'synced' }] });
  const [opened] = await hub.hub.db.select().from(visits).where(eq(visits.uid, visit.uid));
  expect(opened).toMatchObject({ patientId: booked.patientId, appointmentId: booked.id });
  await hello();
  expect((await rows()).at(-1)?.payload).toMatchObject({ uid: booked.uid, status: 'arrived' });
});
