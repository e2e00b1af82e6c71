import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { PaymentRow, VisitPayment } from '#shared/protocol/api/payments.ts';
import type { QueueGroup } from '#shared/protocol/api/queue.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import type { StaffRole } from '#hub/db/schema/staff.ts';
import { auditLog, payments } from '#hub/db/schema/records.ts';
import { feedHead } from '#hub/db/schema/sync.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { startFeedListening } from '#hub/realtime/start-feed-listening.ts';
import { insertAppointment, insertPatient } from '#testing/factories/booking.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertUser } from '#testing/factories/clinic.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub({ parts: [startFeedListening] });
let room: WaitingRoom;
let staff: { authorization: string };
let chargeId: number;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
  await checkIn();
  chargeId = (await rows())[0]!.id;
});

/** The kiosk asks 25.50 euros of somebody, unless they have paid at its terminal. */
async function checkIn(given: { settled?: boolean; appointmentUid?: string } = {}): Promise<void> {
  const { settled = false, appointmentUid } = given;
  const now = hub.hub.clock();
  const location = await readLocation(hub.hub.db, room.locationId);
  const n = room.log.ops.length + 1;
  const payload = aCheckIn(n, {
    lane: room.kiosk.lane,
    serviceUid: room.service.uid,
    businessDate: serviceDayOf(now, location),
    checkedInAt: now,
  });
  const payment = {
    method: settled ? ('card' as const) : ('desk' as const),
    amountMinor: 2550,
    currency: 'EUR',
    settled,
    reference: settled ? 'T-1' : null,
  };
  const visit = { ...payload.visit, payment, ...(appointmentUid && { appointmentUid }) };
  await room.push([
    addCheckIn(room.log, randomUUID(), { ...payload, ...(appointmentUid && { patient: null }), visit }),
  ]);
}
const rows = async () =>
  hub.hub.db.select().from(payments).where(eq(payments.locationId, room.locationId)).orderBy(asc(payments.id));

type Answer = { status: number; data?: VisitPayment; error?: { code: string; details: object } };
async function ask(path: string, body: object, headers: Record<string, string> = staff): Promise<Answer> {
  const response = await hub.post(path, body, headers);
  return { status: response.status, ...((await response.json()) as object) };
}
const take = async (body: object = { method: 'cash' }, headers = staff, id = chargeId) =>
  ask(`/api/payments/${id}/take`, body, headers);
const giveBack = async (body: object = { reason: 'The wrong patient' }, headers = staff) =>
  ask(`/api/payments/${chargeId}/void`, body, headers);
async function onBoard(): Promise<QueueGroup['queue']> {
  const response = await hub.get('/api/queue/current', staff);
  return ((await response.json()) as { data: QueueGroup[] }).data.flatMap(({ queue }) => queue);
}
async function list(headers = staff): Promise<PaymentRow[]> {
  const response = await hub.get('/api/payments', headers);
  return ((await response.json()) as { data: { rows: PaymentRow[] } }).data.rows;
}

describe('what a kiosk has asked for', () => {
  test('is due on the board until the desk has taken it, and then says how, when and by whom', async () => {
    expect(await onBoard()).toMatchObject([
      { payment_due: { amount: 25.5, currency: 'EUR' }, payment: { id: chargeId, status: 'due', taken: null } },
    ]);
    const { status, data } = await take({ method: 'upi', reference: 'R-77' });
    const taken = { method: 'upi', by: 'Test User', reference: 'R-77', at: expect.any(String) };
    expect([status, data]).toEqual([200, { id: chargeId, amount: 25.5, currency: 'EUR', status: 'paid', taken }]);
    expect(Math.abs(Date.parse(data!.taken!.at) - hub.hub.clock())).toBeLessThan(60_000);
    expect(await onBoard()).toMatchObject([{ payment_due: null, payment: data }]);
  });

  test('is taken once, though two desks press at the same moment', async () => {
    const other = await hub.staffHeaders(room.locationId, 'manager');
    const answers = await Promise.all([take({ method: 'cash' }, staff), take({ method: 'card' }, other)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = answers.find(({ data }) => data)?.data?.taken;
    const loser = answers.find(({ error }) => error)?.error;
    expect(loser).toMatchObject({ code: 'payment.taken_already', details: { method: winner?.method, at: winner?.at } });
    expect((await rows()).filter(({ settlesId }) => settlesId === chargeId)).toHaveLength(1);
  });

  test('is taken once, however often the same press arrives', async () => {
    const key = { ...staff, 'idempotency-key': randomUUID() };
    const first = await take({ method: 'cash' }, key);
    expect(await take({ method: 'cash' }, key)).toEqual(first);
    expect(await rows()).toHaveLength(2);
  });

  test('is due again when what was taken is given back, with the reason and both rows kept, and can be taken anew', async () => {
    await take();
    expect(await giveBack()).toMatchObject({ status: 200, data: { status: 'due', taken: null } });
    expect(await onBoard()).toMatchObject([{ payment_due: { amount: 25.5 } }]);
    expect(await giveBack()).toMatchObject({ status: 409, error: { code: 'payment.not_taken' } });
    expect(await take({ method: 'card' })).toMatchObject({ status: 200, data: { taken: { method: 'card' } } });
    const kept = (await rows()).map(({ kind, method, status, note }) => [kind, method, status, note]);
    expect(kept).toEqual([
      ['charge', 'desk', 'pending', null],
      ['charge', 'cash', 'paid', null],
      ['refund', 'cash', 'refunded', 'The wrong patient'],
      ['charge', 'card', 'paid', null],
    ]);
  });

  test('is given back once, though two desks press at the same moment, and never without a reason', async () => {
    await take();
    expect((await giveBack({ reason: '  ' })).error?.code).toBe('request.invalid');
    const answers = await Promise.all([giveBack(), giveBack()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('and was paid at its terminal is no matter of the desk: neither taken again nor given back here', async () => {
    await checkIn({ settled: true });
    const paid = (await list()).find(({ taken }) => taken?.method === 'card')!;
    expect(paid).toMatchObject({ status: 'paid', taken: { by: null, reference: 'T-1' } });
    expect((await take({ method: 'cash' }, staff, paid.id)).error).toMatchObject({
      code: 'payment.taken_already',
      details: { method: 'card', at: paid.taken?.at },
    });
    expect((await ask(`/api/payments/${paid.id}/void`, { reason: 'x' })).error?.code).toBe('payment.not_taken');
  });

  test('is for the desk to take, in its own location, in a way that there is', async () => {
    const as = async (role: StaffRole) =>
      (await take({ method: 'cash' }, await hub.staffHeaders(room.locationId, role))).status;
    expect(await as('doctor')).toBe(403);
    const elsewhere = await openWaitingRoom(hub.hub);
    const stranger = await hub.staffHeaders(elsewhere.locationId, 'admin');
    expect(await take({ method: 'cash' }, stranger)).toMatchObject({
      status: 404,
      error: { code: 'payment.not_found' },
    });
    expect(await giveBack({ reason: 'x' }, stranger)).toMatchObject({ status: 404 });
    expect((await take({ method: 'desk' })).error?.code).toBe('request.invalid');
    // A row that settles is not itself to be paid.
    const taken = await take();
    expect(taken.status).toBe(200);
    const settling = (await rows()).find(({ settlesId }) => settlesId === chargeId)!;
    expect((await take({ method: 'cash' }, staff, settling.id)).error?.code).toBe('payment.not_found');
  });

  test('is listed for the day, what is due first, also of those who have left the board', async () => {
    await checkIn();
    await take();
    const [entry] = await onBoard();
    await ask(`/api/queue/${entry!.id}/events`, { type: 'cancel' });
    expect((await list()).map(({ token_label: token, status }) => [token, status])).toEqual([
      ['A-002', 'due'],
      ['A-001', 'paid'],
    ]);
    const elsewhere = await openWaitingRoom(hub.hub);
    expect(await list(await hub.staffHeaders(elsewhere.locationId, 'admin'))).toEqual([]);
  });

  test('settles the appointment of the visit, and no longer when it is given back', async () => {
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
    await checkIn({ appointmentUid: booked.uid });
    chargeId = (await rows()).at(-1)!.id;
    const statusOf = async () =>
      (await hub.hub.db.select().from(appointments).where(eq(appointments.id, booked.id)))[0]?.paymentStatus;
    await take();
    expect(await statusOf()).toBe('paid');
    await giveBack();
    expect(await statusOf()).toBe('pending');
  });

  test('leaves who took and who gave back, and no word of why in the audit log', async () => {
    await take();
    await giveBack({ reason: 'Zephyrine paid twice' });
    const noted = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, room.locationId), eq(auditLog.entity, 'payment')))
      .orderBy(asc(auditLog.id));
    expect(noted.map(({ action, actorType }) => [action, actorType])).toEqual([
      ['payments.take', 'staff'],
      ['payments.void', 'staff'],
    ]);
    expect(JSON.stringify(noted)).not.toContain('Zephyrine');
  });

  test('is news to every open board with the commit, and to none when it was refused', async () => {
    const heads = await hub.hub.db.select().from(feedHead).where(eq(feedHead.locationId, room.locationId));
    const clinicHead = heads.find(({ stream }) => stream === 'clinic')!.seq;
    const heard: object[] = [];
    const silence = hub.hub.feedMoved.subscribe((news) => {
      heard.push(...news.filter(({ locationId, stream }) => locationId === room.locationId && stream === 'clinic'));
    });
    await take();
    // Nothing for devices: the head is the one that they know.
    const news = { locationId: room.locationId, stream: 'clinic', seq: clinicHead };
    await expect.poll(() => heard).toEqual([news]);
    expect((await take()).status).toBe(409);
    await giveBack();
    await expect.poll(() => heard).toEqual([news, news]);
    silence();
  });
});
