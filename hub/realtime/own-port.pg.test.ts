import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openWaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { startFeedListening } from './start-feed-listening.ts';
import { startQueueSocket } from './start-queue-socket.ts';

const hub = useHub({ parts: [startQueueSocket, startFeedListening], env: { WS_PORT: '0' } });
const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

function ownUrl(): string {
  const line = hub.logLines.find((text) => text.includes('a port of its own'));
  return (JSON.parse(line ?? '{}') as { url: string }).url;
}

type Listener = { types: string[]; status: () => number | null };

function listen(url: string, authorization: string, path = '/ws/queue'): Listener {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers: { authorization } });
  sockets.push(socket);
  const types: string[] = [];
  let status: number | null = null;
  socket.on('message', (data: Buffer) => types.push((JSON.parse(data.toString('utf8')) as { type: string }).type));
  socket.on('unexpected-response', (_request, response) => (status = response.statusCode ?? 0));
  socket.on('error', () => undefined);
  return { types, status: () => status };
}

test('with WS_PORT the queue socket has a port of its own, and is where it was as well', async () => {
  const room = await openWaitingRoom(hub.hub);
  const key = `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}`;
  const own = ownUrl();
  expect(new URL(own).port).not.toBe(new URL(hub.url).port);
  const listeners = [listen(own, key), listen(hub.url, key)];
  for (const { types } of listeners) await vi.waitFor(() => expect(types).toContain('ready'), 5_000);
  await room.checkIn(1);
  for (const { types } of listeners) await vi.waitFor(() => expect(types).toContain('queue_update'), 5_000);
});

test('on that port there is nothing else: no API, no page, no other socket, and no way in without a key', async () => {
  const own = ownUrl();
  for (const path of ['/', '/api/auth/methods', '/metrics', '/ws/queue']) {
    const answer = await fetch(own + path);
    expect([answer.status, await answer.text()]).toEqual([426, 'This port is for /ws/queue.\n']);
  }
  const elsewhere = listen(own, 'Bearer x', '/socket.io/?EIO=4&transport=websocket');
  await vi.waitFor(() => expect(elsewhere.status()).toBe(404), 5_000);
  const stranger = listen(own, 'Bearer x');
  await vi.waitFor(() => expect(stranger.types).toEqual(['error']), 5_000);
});
