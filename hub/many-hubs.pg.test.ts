import { rm } from 'node:fs/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Poke } from '#shared/protocol/events.ts';
import { rateLimits } from './db/schema/staff.ts';
import { hashPassword } from './features/users/password.ts';
import { insertLocation, insertStation, insertUser } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const PASSWORD = 'a password of the tests';
const LIMIT = 60;
const database = useDatabase();
let dataDir: string;
let processes: HubProcess[] = [];
let [one, two] = ['', ''];
let kiosk: EnrolledDevice;
let stationId = 0;
const sockets: Socket[] = [];

beforeAll(async () => {
  dataDir = await makeDataFolder();
  const { id: locationId } = await insertLocation(database.db);
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ['admin', 'front_desk'] as const) {
    await insertUser(database.db, { locationId, role, email: `${role}@clinic.example`, passwordHash });
  }
  stationId = (await insertStation(database.db, { locationId })).id;
  kiosk = await insertDevice(database.db, { locationId, n: 0 });
  const env = {
    DATABASE_URL: database.url,
    ANTEROOM_DATA_DIR: dataDir,
    ANTEROOM_REQUESTS_PER_MINUTE: String(LIMIT),
  };
  processes = [startHubProcess(env), startHubProcess(env)];
  [one = '', two = ''] = await Promise.all(processes.map(async (hub) => hub.ready));
}, HUB_PROCESS_TIMEOUT_MS);

afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await Promise.all(processes.map(async (hub) => hub.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

async function call(
  url: string,
  method: string,
  path: string,
  given: { token?: string; body?: unknown; cookie?: string } = {},
) {
  const response = await fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: url,
      ...(given.token && { authorization: given.token }),
      ...(given.cookie && { cookie: given.cookie }),
    },
    ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
  });
  const reply = (await response.json()) as { data?: Record<string, unknown>; error?: { code: string } };
  return {
    status: response.status,
    code: reply.error?.code,
    data: reply.data,
    cookies: response.headers.getSetCookie(),
  };
}

async function signIn(url: string, role: 'admin' | 'front_desk') {
  const body = { email: `${role}@clinic.example`, password: PASSWORD };
  const { data, cookies } = await call(url, 'POST', '/api/auth/sign-in', { body });
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
  return { token: `Bearer ${String(data?.['access_token'])}`, cookie };
}

async function connect(url: string, auth: object) {
  const socket = io(url, { auth, transports: ['websocket'], reconnection: false });
  sockets.push(socket);
  const pokes: Poke[] = [];
  socket.on('poke', (poke: Poke) => pokes.push(poke));
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', reject);
  });
  return { socket, pokes };
}
const kioskKey = () => `Device ${kiosk.actor.deviceUid}:${kiosk.key}`;

describe('two hub processes on one database', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('know each other’s sessions: signed in at one, at work at the other, signed out at both', async () => {
    const { token, cookie } = await signIn(one, 'front_desk');
    expect((await call(two, 'GET', '/api/stations', { token })).status).toBe(200);
    expect((await call(two, 'POST', '/api/auth/refresh', { cookie })).status).toBe(200);
    const again = await signIn(one, 'front_desk');
    await call(two, 'POST', '/api/auth/sign-out', { cookie: again.cookie });
    expect((await call(one, 'GET', '/api/stations', { token: again.token })).code).toBe('auth.session_ended');
  });

  test('tell everybody of news, wherever it came in', async () => {
    const { token } = await signIn(one, 'admin');
    const listeners = await Promise.all(
      [one, two].map(async (url) => connect(url, { accessToken: token.replace('Bearer ', '') })),
    );
    for (const [index, url] of [one, two].entries()) {
      for (const { pokes } of listeners) pokes.splice(0);
      const body = { name: { text: `Room ${index}` } };
      expect((await call(url, 'PATCH', `/api/stations/${stationId}`, { token, body })).status).toBe(200);
      for (const { pokes } of listeners) await vi.waitFor(() => expect(pokes.length).toBeGreaterThan(0), 5_000);
    }
  });

  test('shut a device out together: its key is refused and its socket closes, though another process revoked it', async () => {
    const { token } = await signIn(one, 'admin');
    const { socket } = await connect(two, { deviceUid: kiosk.actor.deviceUid, deviceKey: kiosk.key });
    expect((await call(two, 'GET', '/api/sync/pull?stream=queue&after=0', { token: kioskKey() })).status).toBe(200);
    expect((await call(one, 'POST', `/api/devices/${kiosk.actor.deviceId}/revoke`, { token })).status).toBe(200);
    expect((await call(two, 'GET', '/api/sync/pull?stream=queue&after=0', { token: kioskKey() })).code).toBe(
      'auth.unknown_device',
    );
    await vi.waitFor(() => expect(socket.connected).toBe(false), { timeout: 8_000, interval: 100 });
  });

  test('end a closed account’s access at once, at both', async () => {
    const admin = await signIn(one, 'admin');
    const desk = await signIn(two, 'front_desk');
    const { data } = await call(two, 'GET', '/api/users', { token: admin.token });
    const user = (data as unknown as { id: number; role: string }[]).find((row) => row.role === 'front_desk');
    const path = `/api/users/${user?.id}`;
    expect((await call(one, 'PATCH', path, { token: admin.token, body: { active: false } })).status).toBe(200);
    expect((await call(two, 'GET', '/api/stations', { token: desk.token })).code).toBe('auth.session_ended');
    expect((await call(two, 'POST', '/api/auth/refresh', { cookie: desk.cookie })).code).toBe('auth.session_ended');
    await call(one, 'PATCH', path, { token: admin.token, body: { active: true } });
  });

  test('count a person’s requests together', async () => {
    await database.db.delete(rateLimits);
    const { token } = await signIn(one, 'admin');
    const answers = await Promise.all(
      Array.from({ length: LIMIT + 20 }, async (_, n) => call(n % 2 ? one : two, 'GET', '/api/stations', { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(LIMIT);
    expect(answers.filter(({ code }) => code === 'request.too_many')).toHaveLength(20);
  });

  test('count a stranger’s requests together, and those who try out keys', async () => {
    await database.db.delete(rateLimits);
    const ask = async (n: number) => call(n % 2 ? one : two, 'GET', '/api/auth/methods');
    const asked = await Promise.all(Array.from({ length: LIMIT }, async (_, n) => ask(n)));
    expect(asked.filter(({ code }) => code === 'request.too_many')).toHaveLength(LIMIT / 2);
    const tried = await Promise.all(
      Array.from({ length: LIMIT }, async (_, n) =>
        call(n % 2 ? one : two, 'GET', '/api/stations', { token: 'Bearer x' }),
      ),
    );
    expect(tried.filter(({ code }) => code === 'auth.required')).toHaveLength(LIMIT / 2);
    expect(tried.filter(({ code }) => code === 'request.too_many')).toHaveLength(LIMIT / 2);
  });
});
