import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '#hub/app.ts';
import { readConfig } from '#hub/config.ts';
import { createHub } from '#hub/create-hub.ts';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { advanceWaits } from '#hub/features/waits/advance-waits.ts';
import type { WaitMemory } from '#hub/features/waits/wait-memory.ts';
import { applyEvent } from '#hub/features/queue/apply-event.ts';
import { callNext } from '#hub/features/queue/call-next.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { insertSession } from '#hub/features/users/sessions.store.ts';
import { signAccessToken } from '#hub/http/access-token.ts';
import { listen, stopListening } from '#hub/http/listen.ts';
import type { Hub } from '#hub/hub.ts';
import { HUB_PARTS } from '#hub/parts.ts';
import { ROUTES } from '#hub/routes.ts';
import { insertStation, insertUser } from '#testing/factories/clinic.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { printResult, printTable, quantile } from './measure.ts';

/**
 * A desk presses "next" with thousands waiting: the whole of a real hub over HTTP, its waits being learned meanwhile, against the
 * least that any queue in Postgres must do, one statement that takes the first row not locked and commits. Then what one event costs
 * the waits: learned, everyone's range computed anew, kept and published, in one committed transaction.
 */
const WAITING = Number(process.env['BENCH_WAITING'] ?? 5000);
const RUNS = Number(process.env['BENCH_RUNS'] ?? 300);
const WARM_UP = 30;
const STATIONS = 40;
const SERVICE_MINUTES = 15;

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder, () => undefined);
try {
  await migrateDatabase(postgres.url);
  const config = readConfig({ DATABASE_URL: postgres.url, PORT: '0', ANTEROOM_REQUESTS_PER_MINUTE: '0' });
  const log = pino({ level: 'silent' });
  const grounds = { config, databaseUrl: postgres.url, secret: 'a secret of the benchmark, long enough', log };
  let ahead = 0;
  const { hub, close } = await createHub({ ...grounds, clock: () => Date.now() + ahead });
  const room = await openWaitingRoom(hub);
  await room.checkIn(WAITING);
  const calls = await measureCalls(hub, room);
  const steps = await measureSteps(hub, room, (byMs) => {
    ahead += byMs;
  });
  await close();
  printTable([
    { name: `call next over HTTP, ${WAITING} waiting`, milliseconds: calls.ours },
    { name: 'floor: one SQL statement', milliseconds: calls.floor },
    { name: `waits after one event, ${WAITING} waiting`, milliseconds: steps.wall },
    { name: '  the same, processor time of the hub', milliseconds: steps.cpu },
  ]);
  printResult('call-next', quantile(calls.ours, 0.5) / quantile(calls.floor, 0.5), {
    waiting: WAITING,
    p50_ms: quantile(calls.ours, 0.5),
    p99_ms: quantile(calls.ours, 0.99),
    floor_p50_ms: quantile(calls.floor, 0.5),
    floor_p99_ms: quantile(calls.floor, 0.99),
    waits_p50_ms: quantile(steps.wall, 0.5),
    waits_p99_ms: quantile(steps.wall, 0.99),
    waits_cpu_p50_ms: quantile(steps.cpu, 0.5),
    waits_cpu_p99_ms: quantile(steps.cpu, 0.99),
    runs: RUNS,
  });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measureCalls(hub: Hub, room: WaitingRoom): Promise<{ ours: number[]; floor: number[] }> {
  const server = createServer(createApp(hub, ROUTES));
  const parts = [];
  for (const startPart of HUB_PARTS) parts.push(await startPart(hub, server));
  const url = await listen(server, '127.0.0.1', 0);
  const headers = { 'content-type': 'application/json', authorization: await signIn(hub, room.locationId) };
  const body = JSON.stringify({ doctor_id: null, service_id: room.service.id, station_id: room.station.id });
  const callFloor = await openFloor(hub);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/queue/call-next`, { method: 'POST', headers, body });
    const { data } = (await answer.json()) as { data?: { called: unknown } };
    const done = performance.now();
    if (!data?.called) throw new Error(`Nobody was called: ${answer.status}`);
    // As many wait again; and the floor gets its turn while nothing else is asked.
    await room.checkIn(1);
    const before = performance.now();
    await callFloor();
    const after = performance.now();
    if (run < 0) continue;
    ours.push(done - begun);
    floor.push(after - before);
  }
  for (const part of parts.toReversed()) await part.stop();
  await stopListening(server);
  return { ours, floor };
}

async function openFloor(hub: Hub): Promise<() => Promise<void>> {
  await hub.pool.query(
    `CREATE TABLE floor_queue (id bigserial PRIMARY KEY, place bigint NOT NULL, status text NOT NULL)`,
  );
  await hub.pool.query(`CREATE INDEX ON floor_queue (place) WHERE status = 'waiting'`);
  await hub.pool.query(
    `INSERT INTO floor_queue (place, status) SELECT n, 'waiting' FROM generate_series(1, ${WAITING + RUNS + WARM_UP}) n`,
  );
  return async () => {
    const { rowCount } = await hub.pool.query(
      `UPDATE floor_queue SET status = 'called' WHERE id =
        (SELECT id FROM floor_queue WHERE status = 'waiting' ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED)`,
    );
    if (rowCount !== 1) throw new Error('The floor called nobody');
  };
}

type Steps = { wall: number[]; cpu: number[] };

/**
 * A clinic in balance: each station is done with one patient in the configured time and calls the next, and somebody checks in. Each run
 * is such a moment and the step that follows it; nobody else keeps waits meanwhile.
 */
async function measureSteps(hub: Hub, room: WaitingRoom, moveClock: (byMs: number) => void): Promise<Steps> {
  const { locationId } = room;
  const location = await readLocation(hub.db, locationId);
  const rooms = [];
  for (let n = 0; n < STATIONS; n += 1) rooms.push({ uid: (await insertStation(hub.db, { locationId })).uid, id: 0 });
  let memory: WaitMemory | null = null;
  const steps: Steps = { wall: [], cpu: [] };
  for (let run = -2 * STATIONS; run < RUNS; run += 1) {
    const here = rooms[(run + 2 * STATIONS) % STATIONS]!;
    moveClock((SERVICE_MINUTES * 60_000) / STATIONS);
    await hub.transact(async (scope) => {
      const acting = { ...scope, locationId, actor: null, now: hub.clock(), requestId: null };
      if (here.id > 0) {
        await applyEvent(acting, { queueId: here.id, event: { type: 'start' } });
        await applyEvent(acting, { queueId: here.id, event: { type: 'complete' } });
      }
      const next = { location, serviceId: room.service.id, doctorId: null, stationUid: here.uid };
      here.id = (await callNext(acting, next)) ?? 0;
    });
    await room.checkIn(1);
    const beganCpu = process.cpuUsage();
    const begun = performance.now();
    const step = await hub.transact(async (scope) => advanceWaits(scope, locationId, memory, hub.clock()));
    const done = performance.now();
    const used = process.cpuUsage(beganCpu);
    if (!step || step.isBehind || step.waiting !== WAITING)
      throw new Error(`Not a whole step: ${step?.waiting} waiting`);
    memory = step.memory;
    if (run < 0) continue;
    steps.wall.push(done - begun);
    steps.cpu.push((used.user + used.system) / 1000);
  }
  return steps;
}

async function signIn(hub: Hub, locationId: number): Promise<string> {
  const user = await insertUser(hub.db, { locationId });
  const sessionUid = hub.ids();
  await insertSession(hub.db, { uid: sessionUid, user, tokenHash: randomBytes(32), now: hub.clock() });
  const { id: userId, uid: userUid } = user;
  const actor = { kind: 'staff' as const, role: 'front_desk' as const, userId, userUid, locationId, sessionUid };
  return `Bearer ${await signAccessToken(actor, hub.keys.accessToken, hub.clock())}`;
}
