import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Poke, ServerToClientEvents, SocketAuth } from '#shared/protocol/events.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { startFeedListening } from './start-feed-listening.ts';
import { startRealtime } from './start-realtime.ts';

const hub = useHub({ parts: [startRealtime, startFeedListening] });
let room: WaitingRoom;
const sockets: Socket[] = [];

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

type Listener = { socket: Socket<ServerToClientEvents>; pokes: Poke[]; closed: () => string | null };

async function connect(auth: SocketAuth | object, url = hub.url): Promise<Listener> {
  const socket: Socket<ServerToClientEvents> = io(url, { auth, transports: ['websocket'], reconnection: false });
  sockets.push(socket);
  const pokes: Poke[] = [];
  let reason: string | null = null;
  socket.on('poke', (poke) => pokes.push(poke));
  socket.on('disconnect', (why) => (reason = why));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { socket, pokes, closed: () => reason };
}

const kioskAuth = () => ({ deviceUid: room.kiosk.actor.deviceUid, deviceKey: room.kiosk.key });

async function staffAuth(): Promise<SocketAuth> {
  const { authorization } = await hub.staffHeaders(room.locationId, 'front_desk');
  return { accessToken: authorization.replace('Bearer ', '') };
}

const poke = (head: number) => ({ locationUid: room.locationUid, stream: 'queue', head });
/** Long enough for a poke that should not come to have come. */
const aWhile = async () => new Promise((resolve) => setTimeout(resolve, 250));

describe('a poke', () => {
  test('reaches staff and devices of the location on every hub process, and nobody else', async () => {
    const twin = await hub.startTwin();
    try {
      const elsewhere = await openWaitingRoom(hub.hub);
      const listeners = [
        await connect(kioskAuth()),
        await connect(await staffAuth()),
        await connect(kioskAuth(), twin.url),
        await connect(await staffAuth(), twin.url),
      ];
      const stranger = await connect({ deviceUid: elsewhere.kiosk.actor.deviceUid, deviceKey: elsewhere.kiosk.key });
      await aWhile();
      for (const { pokes } of [...listeners, stranger]) pokes.splice(0);
      await room.checkIn(2);
      for (const { pokes } of listeners) await vi.waitFor(() => expect(pokes).toEqual([poke(2)]));
      await aWhile();
      expect(stranger.pokes).toEqual([]);
    } finally {
      for (const socket of sockets.splice(0)) socket.disconnect();
      await twin.stop();
    }
  });

  test('comes after the commit, and never for what was rolled back', async () => {
    const { pokes } = await connect(kioskAuth());
    await aWhile();
    pokes.splice(0);
    const station = { uid: room.station.uid, name: { text: 'Room 1' }, active: true };
    const failing = hub.hub.transact(async ({ tx, feed }) => {
      feed.put(room.locationId, 'station', 1, station);
      await feed.flush(tx);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    let commit = () => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    const writing = hub.hub.transact(async ({ tx, feed }) => {
      feed.put(room.locationId, 'station', 1, station);
      await feed.flush(tx);
      await held;
    });
    await aWhile();
    expect(pokes).toEqual([]);
    commit();
    await writing;
    await vi.waitFor(() => expect(pokes).toEqual([poke(1)]));
  });

  test('stands for many commits of a rush, and the last of them carries the newest head', async () => {
    const { pokes } = await connect(kioskAuth());
    await aWhile();
    pokes.splice(0);
    for (let round = 0; round < 20; round += 1) await room.checkIn(1);
    await vi.waitFor(() => expect(pokes.at(-1)).toEqual(poke(20)));
    expect(pokes.map((one) => one.head)).toEqual(pokes.map((one) => one.head).toSorted((a, b) => a - b));
  });

  test('comes once for everyone after the connection to Postgres was lost, and then as before', async () => {
    await room.checkIn(3);
    const { pokes } = await connect(kioskAuth());
    await aWhile();
    pokes.splice(0);
    await hub.hub.db.execute(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'anteroom-hub-listener' AND datname = current_database()`,
    );
    await vi.waitFor(() => expect(pokes).toContainEqual(poke(3)), 5_000);
    await room.checkIn(1);
    await vi.waitFor(() => expect(pokes.at(-1)).toEqual(poke(4)));
  });
});

describe('a connection', () => {
  test.each([
    ['nothing', {}, 'auth.required'],
    ['a made-up token', { accessToken: 'abc' }, 'auth.required'],
    ['an unknown device', { deviceUid: randomUUID(), deviceKey: 'x'.repeat(43) }, 'auth.unknown_device'],
  ])('that proves itself with %s is refused with the code of the API', async (_, auth, code) => {
    await expect(connect(auth)).rejects.toMatchObject({ data: { code } });
  });

  test('of a device that is revoked is closed, and not let in again', async () => {
    const { closed } = await connect(kioskAuth());
    await hub.hub.db
      .update(devices)
      .set({ revokedAt: hub.hub.clock() })
      .where(eq(devices.id, room.kiosk.actor.deviceId));
    await vi.waitFor(() => expect(closed()).toBe('io server disconnect'), { timeout: 8_000, interval: 100 });
    await expect(connect(kioskAuth())).rejects.toMatchObject({ data: { code: 'auth.unknown_device' } });
  });

  test('of staff ends with their access token', async () => {
    const { closed } = await connect(await staffAuth());
    hub.moveClock(11 * 60_000);
    try {
      await vi.waitFor(() => expect(closed()).toBe('io server disconnect'), { timeout: 8_000, interval: 100 });
    } finally {
      hub.moveClock(-11 * 60_000);
    }
  });

  test('of a display is told of the queue stream', async () => {
    const display = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 5, kind: 'display' });
    const { pokes } = await connect({ deviceUid: display.actor.deviceUid, deviceKey: display.key });
    await hub.hub.db.execute(sql`
      SELECT pg_notify('anteroom_feed', json_build_object('locationId', ${room.locationId}::bigint, 'stream', s, 'seq', 9)::text)
      FROM unnest(ARRAY['clinic', 'queue']) AS s`);
    await vi.waitFor(() => expect(pokes.length).toBeGreaterThan(0));
    await aWhile();
    expect(pokes.filter((one) => one.stream !== 'queue')).toEqual([]);
  });
});
