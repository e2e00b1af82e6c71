import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { payments } from '#hub/db/schema/records.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { readCurrentQueue } from '#hub/features/queue/read-current-queue.ts';
import type { VisitPayment } from '#shared/protocol/sync/check-in-op.ts';
import { insertAppointment, insertPatient } from '#testing/factories/booking.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertUser } from '#testing/factories/clinic.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
});
const AT_DESK: VisitPayment = { method: 'desk', amountMinor: 2550, currency: 'EUR', settled: false, reference: null };

async function anOp(n: number, payment: VisitPayment | undefined, appointmentUid?: string) {
  const now = hub.hub.clock();
  const location = await readLocation(hub.hub.db, room.locationId);
  const given = {
    lane: room.kiosk.lane,
    serviceUid: room.service.uid,
    businessDate: serviceDayOf(now, location),
    checkedInAt: now,
  };
  const payload = aCheckIn(n, given);
  const visit = { ...payload.visit, ...(payment ? { payment } : {}), ...(appointmentUid ? { appointmentUid } : {}) };
  return addCheckIn(room.log, randomUUID(), { ...payload, ...(appointmentUid ? { patient: null } : {}), visit });
}
const board = async () => {
  const location = await readLocation(hub.hub.db, room.locationId);
  const groups = await readCurrentQueue(hub.hub.db, location, undefined, hub.hub.clock());
  return groups.flatMap(({ queue }) => queue).map(({ payment_due: due }) => due);
};

test('what is to be paid at the desk stands on the board, asked once however often the log comes', async () => {
  const ops = [
    await anOp(1, AT_DESK),
    await anOp(2, { ...AT_DESK, amountMinor: 900, currency: 'JPY' }),
    await anOp(3, undefined),
  ];
  await room.push(ops);
  await room.push(ops);
  expect(await board()).toEqual([{ amount: 25.5, currency: 'EUR' }, { amount: 900, currency: 'JPY' }, null]);
  expect(await hub.hub.db.$count(payments, eq(payments.locationId, room.locationId))).toBe(2);
});

test('what a terminal has confirmed is paid and no matter of the desk', async () => {
  await room.push([await anOp(1, { ...AT_DESK, method: 'card', settled: true, reference: 'T-1' })]);
  expect(await board()).toEqual([null]);
  const [row] = await hub.hub.db.select().from(payments).where(eq(payments.locationId, room.locationId));
  expect(row).toMatchObject({ status: 'paid', method: 'card', amount: '25.50', providerReference: 'T-1' });
});

test('who has paid with the booking is asked for nothing', async () => {
  const { locationId, service } = room;
  const doctor = await insertUser(hub.hub.db, { locationId, role: 'doctor', serviceId: service.id });
  const patient = await insertPatient(hub.hub.db, { locationId });
  const scheduledDate = hub.hub.clock() + 60_000;
  const booked = await insertAppointment(hub.hub.db, {
    locationId,
    doctorId: doctor.id,
    patientId: patient.id,
    scheduledDate,
  });
  await hub.hub.db
    .update(appointments)
    .set({ paymentStatus: 'paid' })
    .where(sql`true`);
  await room.push([await anOp(1, AT_DESK, booked.uid)]);
  expect(await board()).toEqual([null]);
});
