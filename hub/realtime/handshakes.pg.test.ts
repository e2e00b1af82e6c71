import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { startFeedListening } from './start-feed-listening.ts';
import { startQueueSocket } from './start-queue-socket.ts';
import { startRealtime } from './start-realtime.ts';

/** Of 40 requests a minute, half are a stranger's, and so are the handshakes. */
const LIMIT = 20;
const hub = useHub({
  parts: [startRealtime, startQueueSocket, startFeedListening],
  env: { ANTEROOM_REQUESTS_PER_MINUTE: '40', ANTEROOM_TRUSTED_PROXIES: '127.0.0.1' },
});
let room: WaitingRoom;
const sockets: (Socket | WebSocket)[] = [];
beforeEach(async () => {
  await hub.hub.db.delete(rateLimits);
  room ??= await openWaitingRoom(hub.hub);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const kioskKey = () => `${room.kiosk.actor.deviceUid}:${room.kiosk.key}`;

/** `open`, the code of the API, or the status that the upgrade was answered with. */
async function connectPlain(url: string, authorization: string, from = '203.0.113.1'): Promise<string> {
  const headers = { authorization, 'x-forwarded-for': from };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/queue`, { headers });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('message', (data: Buffer) => {
      const { type, code } = JSON.parse(data.toString('utf8')) as { type: string; code?: string };
      resolve(type === 'error' ? (code ?? '') : 'open');
    });
    socket.on('error', () => undefined);
  });
}

async function connectSocketIo(url: string, auth: object, from = '203.0.113.1'): Promise<string> {
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { 'x-forwarded-for': from },
  });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', (error) => {
      const { data } = error as Error & { data?: { code?: string } };
      resolve(data?.code ?? 'refused before it was made');
    });
  });
}

describe('how often one may connect', () => {
  test('is counted for an address, at both kinds of socket and at every hub process together', async () => {
    const twin = await hub.startTwin();
    try {
      const auth = { deviceUid: room.kiosk.actor.deviceUid, deviceKey: room.kiosk.key };
      const seen: string[] = [];
      for (let n = 0; n < LIMIT; n += 1) {
        const url = n % 2 === 0 ? hub.url : twin.url;
        seen.push(await (n % 4 < 2 ? connectPlain(url, `Device ${kioskKey()}`) : connectSocketIo(url, auth)));
      }
      expect(seen).toEqual(Array(LIMIT).fill('open'));
      for (const url of [hub.url, twin.url]) {
        expect(await connectPlain(url, `Device ${kioskKey()}`)).toBe('429');
        expect(await connectSocketIo(url, auth)).toBe('refused before it was made');
      }
      // Another caller behind the same proxy is another caller.
      expect(await connectPlain(hub.url, `Device ${kioskKey()}`, '203.0.113.2')).toBe('open');
      expect(await connectSocketIo(twin.url, auth, '203.0.113.3')).toBe('open');
    } finally {
      for (const socket of sockets.splice(0)) socket.close();
      await twin.stop();
    }
  });

  test('counts keys that are tried out with those tried out over the API', async () => {
    const wrong = 'Device 018f0000-0000-7000-8000-000000000000:wrong-key-wrong-key-wrong-key-wrong-key-1234';
    const headers = { authorization: wrong, 'x-forwarded-for': '203.0.113.9' };
    for (let n = 0; n < LIMIT - 1; n += 1) {
      expect((await hub.get('/api/sync/pull?stream=queue&after=0', headers)).status).toBe(401);
    }
    expect(await connectPlain(hub.url, wrong, '203.0.113.9')).toMatch(/^auth\./u);
    expect(await connectPlain(hub.url, wrong, '203.0.113.9')).toBe('request.too_many');
    expect(await connectSocketIo(hub.url, { accessToken: 'x' }, '203.0.113.9')).toBe('request.too_many');
    expect((await hub.get('/api/sync/pull?stream=queue&after=0', headers)).status).toBe(429);
  });
});
