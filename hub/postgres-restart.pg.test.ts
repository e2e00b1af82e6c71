import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Poke } from '#shared/protocol/events.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { openDatabase } from './db/client.ts';
import { openClusterFolder } from './db/embedded/cluster-folder.ts';
import { serverUrl } from './db/embedded/running-server.ts';
import { findFreePort, startServer, stopServer } from './db/embedded/server-process.ts';
import { migrateDatabase } from './db/migrate.ts';
import { insertPatient } from '#testing/factories/booking.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { staffToken } from '#testing/hub/staff-token.ts';

const SECRET = 'a secret of the tests, long enough to sign with';
const folders: string[] = [];
let [cluster, port] = ['', 0];
let hubs: HubProcess[] = [];
let urls: string[] = [];
let kiosk: EnrolledDevice;
let staff: Record<string, string>;
let [serviceId, patientIds] = [0, [] as number[]];
const sockets: (Socket | WebSocket)[] = [];

beforeAll(async () => {
  folders.push(await makeDataFolder(), await makeDataFolder());
  const opened = await openClusterFolder(folders[0]!);
  [cluster, port] = [opened.path, await findFreePort()];
  if (!(await startServer(cluster, port))) throw new Error('The server did not start.');
  const admin = new pg.Client({ connectionString: serverUrl(opened, port, 'postgres') });
  await admin.connect();
  await admin.query('CREATE DATABASE anteroom');
  await admin.end();
  const url = serverUrl(opened, port, 'anteroom');
  await migrateDatabase(url);
  const database = openDatabase(url, () => undefined);
  const { db, pool } = database;
  const { id: locationId } = await insertLocation(db, { lanesIssued: 3 });
  serviceId = (await insertService(db, { locationId })).id;
  for (let n = 0; n < 4; n += 1) patientIds.push((await insertPatient(db, { locationId })).id);
  kiosk = await insertDevice(db, { locationId, n: 0 });
  staff = { 'content-type': 'application/json', ...(await staffToken(pool, SECRET, locationId)) };
  await database.close();
  const env = { DATABASE_URL: url, ANTEROOM_DATA_DIR: folders[1]!, ANTEROOM_SECRET: SECRET };
  hubs = [startHubProcess(env), startHubProcess(env)];
  urls = await Promise.all(hubs.map(async (hub) => hub.ready));
}, HUB_PROCESS_TIMEOUT_MS);

afterAll(async () => {
  for (const socket of sockets) socket.close();
  await Promise.all(hubs.map(async (hub) => hub.stop()));
  await stopServer(cluster);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}, HUB_PROCESS_TIMEOUT_MS);

const join = async (url: string, patientId: number | undefined) => {
  const body = JSON.stringify({ patient_id: patientId, service_id: serviceId });
  return readAnswer<QueueRow>(fetch(`${url}/api/queue/join`, { method: 'POST', headers: staff, body }));
};

type Ears = { pokes: Poke[]; told: string[]; isOpen: () => boolean };

/** Both kinds of socket at one hub process. */
async function listen(url: string): Promise<Ears> {
  const { deviceUid } = kiosk.actor;
  const live = io(url, { auth: { deviceUid, deviceKey: kiosk.key }, transports: ['websocket'], reconnection: false });
  const plain = new WebSocket(`${url.replace('http', 'ws')}/ws/queue`, {
    headers: { authorization: `Device ${deviceUid}:${kiosk.key}` },
  });
  sockets.push(live, plain);
  const [pokes, told] = [[] as Poke[], [] as string[]];
  live.on('poke', (poke: Poke) => pokes.push(poke));
  plain.on('message', (data: Buffer) => {
    const { type, entry } = JSON.parse(data.toString('utf8')) as { type: string; entry?: { token: string } };
    if (type === 'queue_update' && entry) told.push(entry.token);
    if (type === 'ready') told.push('ready');
  });
  const isOpen = () => live.connected && plain.readyState === WebSocket.OPEN;
  await vi.waitFor(() => expect([isOpen(), told]).toEqual([true, ['ready']]), 10_000);
  return { pokes, told, isOpen };
}

test(
  'a database server that is stopped and started again is survived by all: refused meanwhile, and nothing is missed after',
  { timeout: HUB_PROCESS_TIMEOUT_MS },
  async () => {
    const ears = await Promise.all(urls.map(listen));
    const first = await join(urls[0]!, patientIds[0]);
    expect(first.status).toBe(200);
    for (const { told, pokes } of ears) {
      await vi.waitFor(
        () => expect([told.includes(first.data!.token_label), pokes.length > 0]).toEqual([true, true]),
        10_000,
      );
    }

    await stopServer(cluster);
    const refused = await Promise.all(urls.map(async (url) => join(url, patientIds[1])));
    expect(refused.map(({ status, error }) => [status, error?.code])).toEqual(
      urls.map(() => [503, 'database.unavailable']),
    );
    // Longer than the first tries to listen again.
    await sleep(3_000);
    expect(hubs.map(({ child }) => child.exitCode)).toEqual([null, null]);
    expect(ears.map(({ isOpen }) => isOpen())).toEqual([true, true]);
    for (const { pokes } of ears) pokes.splice(0);
    expect(await startServer(cluster, port)).toBe(true);

    const joined: (string | undefined)[] = [];
    for (const [n, url] of urls.entries()) {
      const { status, data } = await join(url, patientIds[n + 1]);
      expect(status).toBe(200);
      joined.push(data?.token_label);
    }
    // Each hub hears of what came in at the other, though its ear was cut off and has to grow anew.
    for (const { told, pokes } of ears) {
      await vi.waitFor(() => expect(told).toEqual(expect.arrayContaining(joined)), 20_000);
      await vi.waitFor(() => expect(pokes.length).toBeGreaterThan(0), 20_000);
    }
  },
);
