import { request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { queueSocketMessageSchema, type QueueSocketMessage } from '#shared/protocol/queue-socket.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { sessions } from '#hub/db/schema/staff.ts';
import { readHeads } from '#hub/features/sync/read-heads.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { startFeedListening } from './start-feed-listening.ts';
import { startQueueSocket } from './start-queue-socket.ts';
import { startRealtime } from './start-realtime.ts';

const hub = useHub({ parts: [startRealtime, startQueueSocket, startFeedListening] });
let room: WaitingRoom;
let staff: { authorization: string };
const open: WebSocket[] = [];

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});

type Heard = {
  socket: WebSocket;
  messages: QueueSocketMessage[];
  of<T extends QueueSocketMessage['type']>(type: T): Extract<QueueSocketMessage, { type: T }>[];
  closed: () => number | null;
};

function connect({ headers = {}, query = '', url = hub.url, hello = null as object | null } = {}): Heard {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/queue${query}`, { headers });
  open.push(socket);
  const messages: QueueSocketMessage[] = [];
  let code: number | null = null;
  socket.on('open', () => hello && socket.send(JSON.stringify(hello)));
  // Strict: whatever is sent must be what the contract says, and nothing more.
  socket.on('message', (data: Buffer) =>
    messages.push(queueSocketMessageSchema.parse(JSON.parse(data.toString('utf8')))),
  );
  socket.on('close', (why) => (code = why));
  return {
    socket,
    messages,
    of: (type) => messages.filter((message) => message.type === type) as never,
    closed: () => code,
  };
}
const ready = async (heard: Heard) => vi.waitFor(() => expect(heard.of('ready')).toHaveLength(1), 5_000);
const deviceHello = () => ({ type: 'auth', device_uid: room.kiosk.actor.deviceUid, device_key: room.kiosk.key });
const callNext = async () => {
  const body = { doctor_id: null, service_id: room.service.id, station_id: room.station.id };
  const answer = await hub.post('/api/queue/call-next', body, staff);
  return ((await answer.json()) as { data: { called: QueueRow } }).data.called;
};

describe('the queue socket', () => {
  test('tells of check-ins, calls and places, without a word about who it is, on every hub', async () => {
    const twin = await hub.startTwin();
    try {
      const listeners = [connect({ headers: staff }), connect({ hello: deviceHello(), url: twin.url })];
      const elsewhere = await openWaitingRoom(hub.hub);
      const stranger = connect({ headers: await hub.staffHeaders(elsewhere.locationId, 'manager') });
      for (const heard of [...listeners, stranger]) await ready(heard);
      await room.checkIn(3);
      const called = await callNext();
      for (const heard of listeners) {
        await vi.waitFor(() => expect(heard.of('patient_called')).toHaveLength(1), 5_000);
        expect(heard.of('patient_called')[0]).toMatchObject({
          token: 'A-001',
          uid: called.uid,
          station_uid: room.station.uid,
          call_count: 1,
        });
        expect(heard.of('queue_update').map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        await vi.waitFor(() => {
          const places = new Map<string, number | null>();
          for (const { positions } of heard.of('queue_position_change'))
            for (const { token, position } of positions) places.set(token, position);
          expect([...places]).toEqual([
            ['A-001', null],
            ['A-002', 1],
            ['A-003', 2],
          ]);
        }, 5_000);
        const text = JSON.stringify(heard.messages);
        for (const op of room.log.ops) {
          const { patient } = JSON.parse(op.payload) as { patient: { lastName: string; phone: string } };
          expect(text).not.toContain(patient.lastName);
          expect(text).not.toContain(patient.phone);
        }
      }
      expect(stranger.messages.map(({ type }) => type)).toEqual(['ready']);
    } finally {
      for (const socket of open.splice(0)) socket.terminate();
      await twin.stop();
    }
  });

  test('goes on from a number, without a hole and without telling anything twice', async () => {
    await room.checkIn(4);
    const first = connect({ headers: staff, query: '?since=0' });
    await vi.waitFor(() => expect(first.of('queue_update').map(({ seq }) => seq)).toEqual([1, 2, 3, 4]), 5_000);
    first.socket.terminate();
    await callNext();
    await callNext();
    const second = connect({ hello: { ...deviceHello(), since: 4 } });
    await vi.waitFor(() => expect(second.of('queue_update').map(({ seq }) => seq)).toEqual([5, 6]), 5_000);
    expect(second.of('patient_called').map(({ token }) => token)).toEqual(['A-001', 'A-002']);
    await callNext();
    await vi.waitFor(() => expect(second.of('queue_update').at(-1)?.seq).toBe(7), 5_000);
    expect(second.of('queue_update')).toHaveLength(3);
    const ahead = connect({ headers: staff, query: '?since=999' });
    await vi.waitFor(() => expect(ahead.of('reset')).toEqual([{ type: 'reset', seq: 7 }]), 5_000);
  });

  test('is told of appointments, which displays are not', async () => {
    const display = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 5, kind: 'display' });
    const desk = connect({ headers: staff });
    const screen = connect({ headers: { authorization: `Device ${display.actor.deviceUid}:${display.key}` } });
    await ready(desk);
    await ready(screen);
    const uid = randomUUID();
    const hash = 'ab'.repeat(32);
    await hub.hub.transact(async ({ feed }) => {
      const ids = { doctorUid: randomUUID(), serviceUid: room.service.uid };
      const view = { uid, bookingCodeHash: hash, phoneBirthHash: hash, ...ids, startAt: 0, status: 'booked' as const };
      feed.put(room.locationId, 'appointment_today', 1, view);
    });
    await vi.waitFor(() => expect(desk.of('appointment_update')).toMatchObject([{ uid, status: 'booked' }]), 5_000);
    expect(JSON.stringify(desk.messages)).not.toContain(hash);
    await room.checkIn(1);
    await vi.waitFor(() => expect(screen.of('queue_update')).toHaveLength(1), 5_000);
    expect(screen.of('appointment_update')).toEqual([]);
  });

  test.each([
    ['nothing but a greeting', { hello: { type: 'hi' } }, 'auth.required'],
    ['a made-up token', { hello: { type: 'auth', access_token: 'abc' } }, 'auth.required'],
    ['a token in the address', { query: '?access_token=abc', hello: {} }, 'auth.required'],
    [
      'an unknown device',
      { headers: { authorization: `Device ${randomUUID()}:${'x'.repeat(43)}` } },
      'auth.unknown_device',
    ],
  ])('closes on %s with the code of the API', async (_, how, code) => {
    const heard = connect(how);
    await vi.waitFor(() => expect(heard.closed()).toBe(4401), 5_000);
    expect(heard.messages).toEqual([{ type: 'error', code }]);
  });

  test('ends when the device is revoked and when the session ends', async () => {
    const device = connect({ hello: deviceHello() });
    const desk = connect({ headers: staff });
    await ready(device);
    await ready(desk);
    const now = hub.hub.clock();
    const { db } = hub.hub;
    await db.update(devices).set({ revokedAt: now }).where(eq(devices.id, room.kiosk.actor.deviceId));
    await db
      .update(sessions)
      .set({ endedAt: now, endedReason: 'signed_out' })
      .where(eq(sessions.locationId, room.locationId));
    for (const heard of [device, desk]) {
      await vi.waitFor(() => expect(heard.closed()).toBe(4401), { timeout: 8_000, interval: 100 });
    }
  });

  test('cuts off who does not read, and keeps telling the others', async () => {
    const slow = connect({ headers: staff });
    const quick = connect({ headers: staff });
    await ready(slow);
    await ready(quick);
    slow.socket.pause();
    // More than the operating system keeps for a connection, on both ends, and what we keep.
    for (let round = 0; round < 6; round += 1) {
      await hub.hub.transact(async ({ feed }) => {
        for (let n = 0; n < 10_000; n += 1) {
          const uid = randomUUID();
          const wait = { uid, serviceUid: uid, doctorUid: uid, waiting: n, waitMinutes: [0, 5] as [number, number] };
          feed.put(room.locationId, 'queue_wait', 1, { ...wait, madeAt: 1 });
        }
      });
    }
    const { queue: head = 0 } = await readHeads(hub.hub.db, room.locationId);
    await vi.waitFor(() => expect(quick.of('queue_update').at(-1)?.seq).toBe(head), { timeout: 40_000, interval: 200 });
    slow.socket.resume();
    await vi.waitFor(() => expect(slow.closed()).not.toBeNull(), 10_000);
    expect(slow.of('queue_update').length).toBeLessThan(head);
  }, 90_000);

  test('leaves other addresses and Socket.IO as they were', async () => {
    const status = await new Promise<number | string | undefined>((resolve) => {
      const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
      const headers = { ...upgrade, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
      const sent = request(`${hub.url}/ws/other`, { headers }, (response) => resolve(response.statusCode));
      sent.on('upgrade', () => resolve('upgraded'));
      sent.on('error', () => resolve('closed'));
      sent.end();
    });
    expect(status).toBe('closed');
  });
});
