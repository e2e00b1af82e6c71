import { afterEach, expect, test, vi } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { PullReply } from '#shared/protocol/sync/pull.ts';
import type { QueueGroup } from '#shared/protocol/api/queue.ts';
import { openWaitingRoom } from '#testing/factories/waiting-room.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { startFeedListening } from './start-feed-listening.ts';
import { startQueueSocket } from './start-queue-socket.ts';
import { startRealtime } from './start-realtime.ts';

const hub = useHub({
  parts: [startRealtime, startQueueSocket, startFeedListening],
  env: { ANTEROOM_POKES: 'off' },
});
const open: (Socket | WebSocket)[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

test('with ANTEROOM_POKES=off nobody is poked, and whoever polls has everything all the same', async () => {
  const room = await openWaitingRoom(hub.hub);
  const staff = await hub.staffHeaders(room.locationId, 'front_desk');
  const key = `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}`;
  const socket = io(hub.url, {
    auth: { deviceUid: room.kiosk.actor.deviceUid, deviceKey: room.kiosk.key },
    transports: ['websocket'],
    reconnection: false,
  });
  open.push(socket);
  const pokes: unknown[] = [];
  socket.on('poke', (poke: unknown) => pokes.push(poke));
  await vi.waitFor(() => expect(socket.connected).toBe(true), 5_000);

  // The feed for anyone else is no poke: it carries the news itself, and goes on.
  const plain = new WebSocket(`${hub.url.replace('http', 'ws')}/ws/queue`, { headers: { authorization: key } });
  open.push(plain);
  const types: string[] = [];
  plain.on('message', (data: Buffer) => types.push((JSON.parse(data.toString('utf8')) as { type: string }).type));
  await vi.waitFor(() => expect(types).toContain('ready'), 5_000);

  await room.checkIn(3);
  const body = { doctor_id: null, service_id: room.service.id, station_id: room.station.id };
  expect((await hub.post('/api/queue/call-next', body, staff)).status).toBe(200);
  await vi.waitFor(() => expect(types).toContain('patient_called'), 5_000);

  const pulled = await readAnswer<PullReply>(hub.get('/api/sync/pull?stream=queue&after=0', { authorization: key }));
  expect(pulled.data?.rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
  const board = await readAnswer<QueueGroup[]>(hub.get('/api/queue/current', staff));
  expect(board.data?.map((group) => [group.total_waiting, group.total_called])).toEqual([[2, 1]]);
  expect(socket.connected).toBe(true);
  expect(pokes).toEqual([]);
});
