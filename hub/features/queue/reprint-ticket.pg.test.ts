import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { reprintTicket } from '#shared/protocol/api/ticket-copies.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
let staff: { authorization: string };
let queueId: number;

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
  await room.checkIn(1);
  const [entry] = await hub.hub.db
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(eq(queueManagement.locationId, room.locationId));
  queueId = entry!.id;
});

type Answer = { status: number; data?: ContractReply<typeof reprintTicket>; error?: { code: string } };
async function reprint(body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await hub.post(`/api/queue/${queueId}/reprint`, body, { ...staff, ...headers });
  return { status: response.status, ...((await response.json()) as object) };
}
const requests = async () =>
  hub.hub.db
    .select({ uid: feed.uid, payload: feed.payload })
    .from(feed)
    .where(and(eq(feed.locationId, room.locationId), eq(feed.entity, 'print_request')))
    .orderBy(asc(feed.seq));

describe('a copy of a ticket', () => {
  test('is asked of the kiosk that issued it, with nothing that the ticket does not say', async () => {
    const { status, data } = await reprint();
    expect(status).toBe(200);
    const [device] = await hub.hub.db.select().from(devices).where(eq(devices.id, data!.device_id));
    expect(data).toMatchObject({ device_name: device!.name, printer: null });
    const [row] = await requests();
    expect(row).toMatchObject({ uid: data!.request_uid, payload: { deviceUid: device!.uid, token: 'A-001' } });
    expect(row!.payload).toMatchObject({ copiesBefore: 1 });
    expect(Object.keys(row!.payload as object).toSorted()).toEqual([
      'checkedInAt',
      'copiesBefore',
      'deviceUid',
      'doctorUid',
      'language',
      'requestedAt',
      'serviceUid',
      'token',
      'uid',
      'visitUid',
    ]);
  });

  test('is one request however often the same press arrives, and the next has the next number', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await reprint({}, key);
    expect((await reprint({}, key)).data).toEqual(first.data);
    await reprint();
    expect((await requests()).map(({ payload }) => (payload as { copiesBefore: number }).copiesBefore)).toEqual([1, 2]);
  });

  test('may be printed by another kiosk of the location, and by no display, retired or foreign device', async () => {
    const other = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 1 });
    const named = await reprint({ device_id: other.actor.deviceId });
    expect(named.data?.device_id).toBe(other.actor.deviceId);
    await hub.hub.db.update(devices).set({ revokedAt: 1 }).where(eq(devices.id, other.actor.deviceId));
    expect(await reprint({ device_id: other.actor.deviceId })).toMatchObject({
      status: 404,
      error: { code: 'device.not_found' },
    });
    const elsewhere = await openWaitingRoom(hub.hub);
    expect((await reprint({ device_id: elsewhere.kiosk.actor.deviceId })).status).toBe(404);
    await hub.hub.db.update(devices).set({ revokedAt: 1 }).where(eq(devices.locationId, room.locationId));
    expect((await reprint()).error?.code).toBe('print.no_kiosk');
  });

  test('is for the desk to ask, in its own location', async () => {
    const doctor = await hub.staffHeaders(room.locationId, 'doctor');
    expect((await reprint({}, doctor)).status).toBe(403);
    const elsewhere = await openWaitingRoom(hub.hub);
    const stranger = await hub.staffHeaders(elsewhere.locationId, 'admin');
    expect(await reprint({}, stranger)).toMatchObject({ status: 404, error: { code: 'queue.not_found' } });
  });

  test('can be followed to its end by who asked, and by nobody elsewhere', async () => {
    const { data } = await reprint();
    const outcome = async (headers = staff) => {
      const response = await hub.get(`/api/print-requests/${data!.request_id}`, headers);
      return { status: response.status, ...((await response.json()) as { data?: object }) };
    };
    expect(await outcome()).toMatchObject({
      status: 200,
      data: { token_label: 'A-001', device_id: data!.device_id, outcome: null, copy_no: null },
    });
    for (const state of ['printed', 'expired'] as const) {
      const payload = { visitUid: randomUUID(), copyNo: 2, outcome: state, reportedAt: hub.hub.clock() };
      const op = room.log.add({
        opId: randomUUID(),
        kind: OP_KINDS.printReported,
        entityUid: data!.request_uid,
        payload: JSON.stringify(payload),
        businessDate: room.log.ops[0]!.businessDate,
      });
      await room.push([op]);
      // What was reported first stands.
      expect((await outcome()).data).toMatchObject({ outcome: 'printed', copy_no: 2 });
    }
    const elsewhere = await openWaitingRoom(hub.hub);
    expect((await outcome(await hub.staffHeaders(elsewhere.locationId, 'admin'))).status).toBe(404);
    expect((await outcome(await hub.staffHeaders(room.locationId, 'doctor'))).status).toBe(403);
  });

  test('is taken back when the kiosk has reported, and the report is kept', async () => {
    const { data } = await reprint();
    const payload = { visitUid: randomUUID(), copyNo: 2, outcome: 'printed', reportedAt: hub.hub.clock() };
    const op = room.log.add({
      opId: randomUUID(),
      kind: OP_KINDS.printReported,
      entityUid: data!.request_uid,
      payload: JSON.stringify(payload),
      businessDate: room.log.ops[0]!.businessDate,
    });
    const reply = await room.push([op]);
    expect(reply.status === 'ok' && reply.results.at(-1)).toMatchObject({ outcome: 'synced', code: null });
    expect((await requests()).at(-1)).toEqual({ uid: data!.request_uid, payload: null });
    const [kept] = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, room.locationId), eq(auditLog.action, 'print.reported')));
    expect(kept?.details).toEqual({ requestUid: data!.request_uid, copyNo: 2, outcome: 'printed' });
  });
});
