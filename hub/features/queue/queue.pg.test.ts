import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import type { PullReply } from '#shared/protocol/sync/pull.ts';
import { queueEvents, queueManagement } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertService, insertUser, insertStation } from '#testing/factories/clinic.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
let staff: { authorization: string };

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
});

type Answer<T> = { status: number; data?: T; error?: { code: string; details: Record<string, unknown> } };

async function read<T>(response: Promise<Response>): Promise<Answer<T>> {
  const answer = await response;
  return { status: answer.status, ...((await answer.json()) as object) };
}

const callNext = async (headers: Record<string, string> = {}, body: object = {}) =>
  read<{ called: QueueRow | null }>(
    hub.post(
      '/api/queue/call-next',
      { doctor_id: null, service_id: room.service.id, station_id: room.station.id, ...body },
      { ...staff, ...headers },
    ),
  );
const postEvent = async (id: number, event: object, headers: Record<string, string> = {}) =>
  read<QueueRow>(hub.post(`/api/queue/${id}/events`, event, { ...staff, ...headers }));
const putStatus = async (id: number, body: object, headers: Record<string, string> = {}) =>
  read<QueueRow>(
    fetch(`${hub.url}/api/queue/${id}/status`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...staff, ...headers },
      body: JSON.stringify(body),
    }),
  );
const current = async (query = '') =>
  (await read<QueueGroup[]>(hub.get(`/api/queue/current${query}`, staff))).data ?? [];

async function firstWaiting(): Promise<QueueRow> {
  const row = (await current())[0]?.queue.find((entry) => entry.current_status === 'waiting');
  if (!row) throw new Error('nobody waits');
  return row;
}

describe('the current queue', () => {
  test('shows each doctor and service with who waits, in order, with places, waits and counts', async () => {
    const doctor = await insertUser(hub.hub.db, {
      locationId: room.locationId,
      role: 'doctor',
      serviceId: room.service.id,
      stationId: room.station.id,
      displayName: { text: 'Dr. Okafor' },
    });
    await room.checkIn(3);
    await room.checkIn(1, { doctorUid: doctor.uid });
    await callNext();
    await postEvent((await firstWaiting()).id, { type: 'hold' });
    const groups = await current();
    expect(groups.map((group) => [group.doctor_name, group.total_waiting, group.total_called])).toEqual([
      [null, 2, 1],
      ['Dr. Okafor', 1, 0],
    ]);
    expect(groups[1]?.default_station_id).toBe(room.station.id);
    const seen = groups[0]!.queue.map((row) => [row.token_label, row.current_status, row.held, row.queue_position]);
    expect(seen).toEqual([
      ['A-001', 'called', false, null],
      ['A-002', 'waiting', true, null],
      ['A-003', 'waiting', false, 1],
    ]);
    expect(await current(`?doctor_id=${doctor.id}`)).toEqual([groups[1]]);
    expect(await current(`?location_id=${room.locationId}`)).toEqual(groups);
  });

  test('of another location does not exist for me', async () => {
    const other = await openWaitingRoom(hub.hub);
    const answer = await read(hub.get(`/api/queue/current?location_id=${other.locationId}`, staff));
    expect(answer).toMatchObject({ status: 404, error: { code: 'location.not_found' } });
  });

  test('does not call those who left yesterday', async () => {
    await room.checkIn(2);
    hub.moveClock(26 * 3_600_000);
    try {
      staff = await hub.staffHeaders(room.locationId, 'front_desk');
      expect((await current())[0]?.queue).toEqual([]);
      expect((await callNext()).data).toEqual({ called: null });
    } finally {
      hub.moveClock(-26 * 3_600_000);
    }
  });

  test('is for staff only', async () => {
    const device = { authorization: `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}` };
    expect((await read(hub.get('/api/queue/current', device))).status).toBe(403);
    expect((await read(hub.get('/api/queue/current'))).status).toBe(401);
  });
});

describe('calling the next patient', () => {
  test('writes the row, its history, the audit and the feed together', async () => {
    await room.checkIn(1);
    const { data } = await callNext();
    expect(data?.called).toMatchObject({ token_label: 'A-001', current_status: 'called', call_count: 1 });
    expect(data?.called?.station_id).toBe(room.station.id);
    const [event] = await hub.hub.db
      .select()
      .from(queueEvents)
      .where(and(eq(queueEvents.locationId, room.locationId), eq(queueEvents.type, 'call')));
    expect(event).toMatchObject({ fromStatus: 'waiting', toStatus: 'called', stationId: room.station.id });
    const [audit] = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, room.locationId), eq(auditLog.action, 'queue.call')));
    expect(audit).toMatchObject({ actorType: 'staff', entityUid: data?.called?.uid, actorUserId: event?.actorUserId });
    const rows = await hub.hub.db
      .select()
      .from(feed)
      .where(eq(feed.locationId, room.locationId))
      .orderBy(asc(feed.seq));
    expect(rows.at(-1)).toMatchObject({ rev: 2, payload: { status: 'called', stationUid: room.station.uid } });
  });

  test('of an empty queue is an ordinary answer', async () => {
    expect(await callNext()).toMatchObject({ status: 200, data: { called: null } });
  });

  test('clicked twice with one key calls one patient and answers both clicks alike', async () => {
    await room.checkIn(3);
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = await Promise.all([callNext(key), callNext(key)]);
    expect(second.data).toEqual(first.data);
    expect((await callNext(key)).data).toEqual(first.data);
    expect((await current())[0]?.total_called).toBe(1);
    expect(await callNext(key, { doctor_id: 4 })).toMatchObject({
      status: 409,
      error: { code: 'request.idempotency_key_reused' },
    });
  });

  test("to another location's station is refused", async () => {
    const other = await openWaitingRoom(hub.hub);
    await room.checkIn(1);
    expect(await callNext({}, { station_id: other.station.id })).toMatchObject({
      status: 404,
      error: { code: 'station.not_found' },
    });
  });

  test('by 50 desks at once, while kiosks check in and a display reads: nobody twice, nobody lost, no hole', async () => {
    await room.checkIn(300);
    const reader = followFeed();
    const called: string[] = [];
    const desk = async (): Promise<void> => {
      for (;;) {
        const { status, data } = await callNext();
        expect(status).toBe(200);
        if (!data?.called) return;
        called.push(data.called.uid);
      }
    };
    const late = async (): Promise<void> => {
      for (let round = 0; round < 10; round += 1) await room.checkIn(4);
    };
    await Promise.all([late(), ...Array.from({ length: 50 }, desk)]);
    await desk();
    expect(new Set(called).size).toBe(called.length);
    expect(called.length).toBe(340);
    const rows = await reader.readUpTo(680);
    // Whoever was called was first seen to wait: the feed is in the order of the commits.
    const revs = Map.groupBy(rows, (row) => row.uid);
    expect([...revs.values()].every((seen) => seen.map((row) => row.rev).join() === '1,2')).toBe(true);
    expect(await hub.hub.db.$count(queueManagement, eq(queueManagement.locationId, room.locationId))).toBe(340);
  });
});

/** Pulls as a display does, over HTTP, asserting that each row is the next one. */
function followFeed(): { readUpTo(head: number): Promise<PullReply['rows']> } {
  const device = { authorization: `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}` };
  const rows: PullReply['rows'] = [];
  let wanted = Infinity;
  const following = (async () => {
    while (rows.length < wanted) {
      const path = `/api/sync/pull?stream=queue&after=${rows.length}&limit=50`;
      const { data } = await read<PullReply>(hub.get(path, device));
      for (const row of data?.rows ?? []) {
        expect(row.seq).toBe(rows.length + 1);
        rows.push(row);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    async readUpTo(head) {
      wanted = head;
      await following;
      return rows;
    },
  };
}

describe('moving one entry', () => {
  test('through a whole visit by events', async () => {
    await room.checkIn(1);
    const { id } = await firstWaiting();
    const steps = [
      [{ type: 'call', station_id: room.station.id }, 'called'],
      [{ type: 'recall' }, 'called'],
      [{ type: 'no_show' }, 'no_show'],
      [{ type: 'return', notes: 'was outside' }, 'waiting'],
      [{ type: 'hold' }, 'waiting'],
      [{ type: 'return' }, 'waiting'],
      [{ type: 'call', station_id: room.station.id }, 'called'],
      [{ type: 'start' }, 'in_consultation'],
      [{ type: 'complete' }, 'completed'],
    ] as const;
    for (const [event, status] of steps) {
      expect((await postEvent(id, event)).data).toMatchObject({ current_status: status });
    }
    const history = await hub.hub.db
      .select()
      .from(queueEvents)
      .where(eq(queueEvents.queueId, id))
      .orderBy(asc(queueEvents.id));
    expect(history.map((event) => event.type)).toEqual(['check_in', ...steps.map(([event]) => event.type)]);
    expect(history.find((event) => event.type === 'return')?.notes).toBe('was outside');
    const [row] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, id));
    expect(row).toMatchObject({ callCount: 3, actualWaitTimeMinutes: 0 });
  });

  test('to another service keeps the place that the check-in gave', async () => {
    const lab = await insertService(hub.hub.db, { locationId: room.locationId, name: { text: 'Lab' } });
    await room.checkIn(1);
    const before = await firstWaiting();
    const { data } = await postEvent(before.id, { type: 'transfer', service_id: lab.id, doctor_id: null });
    expect(data).toMatchObject({ service_name: 'Lab', check_in_time: before.check_in_time, queue_position: 1 });
    const foreign = await openWaitingRoom(hub.hub);
    expect(
      await postEvent(before.id, { type: 'transfer', service_id: foreign.service.id, doctor_id: null }),
    ).toMatchObject({ status: 404, error: { code: 'service.not_found' } });
  });

  test('by the status that is wanted, as the requirements have it', async () => {
    await room.checkIn(1);
    const { id } = await firstWaiting();
    // With one station there is nothing to ask; with two there is.
    const alone = await putStatus(id, { status: 'called' });
    expect(alone.data).toMatchObject({ current_status: 'called', station_id: room.station.id });
    await postEvent(id, { type: 'return' });
    await insertStation(hub.hub.db, { locationId: room.locationId });
    expect(await putStatus(id, { status: 'called' })).toMatchObject({
      status: 400,
      error: { code: 'queue.station_needed' },
    });
    const body = { status: 'called', station_id: room.station.id, notes: 'Patient called to consultation room' };
    const key = { 'idempotency-key': randomUUID() };
    const first = await putStatus(id, body, key);
    expect(first.data).toMatchObject({ current_status: 'called', call_count: 2 });
    expect((await putStatus(id, body, key)).data).toEqual(first.data);
    expect((await putStatus(id, body)).data).toMatchObject({ call_count: 3 });
    expect((await putStatus(id, { status: 'in_consultation' })).status).toBe(200);
    expect((await putStatus(id, { status: 'completed' })).data).toMatchObject({ current_status: 'completed' });
  });

  test('that is not legal changes nothing and says from where it was tried', async () => {
    await room.checkIn(1);
    const row = await firstWaiting();
    expect(await postEvent(row.id, { type: 'complete' })).toMatchObject({
      status: 409,
      error: { code: 'queue.illegal_move', details: { uid: row.uid, from: 'waiting', event: 'complete' } },
    });
    expect(await firstWaiting()).toEqual(row);
  });

  test('of another location, by whatever route, is not found', async () => {
    const other = await openWaitingRoom(hub.hub);
    await other.checkIn(1);
    const [entry] = await hub.hub.db
      .select()
      .from(queueManagement)
      .where(eq(queueManagement.locationId, other.locationId));
    const { id } = entry!;
    const recall = read(hub.post(`/api/queue/${id}/recall`, undefined, staff));
    const tries = [postEvent(id, { type: 'cancel' }), putStatus(id, { status: 'cancelled' }), recall];
    for (const answer of await Promise.all(tries)) {
      expect(answer).toMatchObject({ status: 404, error: { code: 'queue.not_found' } });
    }
    expect((await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, id)))[0]).toEqual(entry);
  });
});
