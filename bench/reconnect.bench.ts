import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { printResult } from './measure.ts';
import { followTree, peakMb } from './sync/memory.ts';
import { setUpClinics, startHub, type Clinic } from './sync/our-system.ts';
import type { ReconnectDone, ReconnectGiven } from './sync/reconnect-worker.ts';

/**
 * The line of many clinics comes back at once: 1,000 kiosks with 50 registrations each connect to two hub processes over one
 * database, say hello, send, and read what the others of their clinic sent. Against the steady rate: the same work with a
 * few kiosks on line at a time. BENCH_DEVICES, BENCH_OPS change the size.
 */
const DEVICES = Number(process.env['BENCH_DEVICES'] ?? 1000);
const OPS = Number(process.env['BENCH_OPS'] ?? 50);
const A_CLINIC = 20;
const STEADY_AT_ONCE = 16;
const WORKERS = 2;
const WORKER = fileURLToPath(new URL('sync/reconnect-worker.ts', import.meta.url));

type Hub = Awaited<ReturnType<typeof startHub>>;
type Outcome = { opsPerSecond: number; durableMs: number; visibleMs: number; failures: Record<string, number> };

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-reconnect-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder, (message) => console.error(message));
try {
  await migrateDatabase(postgres.url);
  const clinics = Math.ceil(DEVICES / A_CLINIC);
  const steadyClinics = Math.max(1, Math.round(clinics / 5));
  const all = await setUpClinics(postgres.url, clinics + steadyClinics, A_CLINIC);
  // All of them come from one address here, which the limit on handshakes is made to refuse.
  const env = { ANTEROOM_REQUESTS_PER_MINUTE: '0' };
  const hubs = await Promise.all([1, 2].map(async () => startHub(postgres.url, join(folder, 'hub'), env)));
  const idleMb = hubs.map(({ pid }) => peakMb(pid));
  const database = followTree(Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]));
  const steady = await reconnect(hubs, all.slice(clinics), STEADY_AT_ONCE / WORKERS);
  const storm = await reconnect(hubs, all.slice(0, clinics), DEVICES);
  const databaseMb = database.stop();
  const hubMb = Math.max(...hubs.map(({ pid }) => peakMb(pid)));
  console.table({ 'a few at a time': row(steady, steadyClinics), 'all at once': row(storm, clinics) });
  await Promise.all(hubs.map(async (hub) => hub.stop()));
  printResult('reconnect', steady.opsPerSecond / storm.opsPerSecond, {
    devices: clinics * A_CLINIC,
    ops_each: OPS,
    steady_ops_per_second: steady.opsPerSecond,
    ops_per_second: storm.opsPerSecond,
    failed_rounds: Object.values(storm.failures).reduce((sum, count) => sum + count, 0),
    hub_mb: hubMb,
    hub_started_mb: Math.max(...idleMb),
    database_mb: databaseMb,
  });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function row({ opsPerSecond, durableMs, visibleMs, failures }: Outcome, clinics: number) {
  return {
    kiosks: clinics * A_CLINIC,
    'ops/s': Math.round(opsPerSecond),
    'durable ms': Math.round(durableMs),
    'all read ms': Math.round(visibleMs),
    'failed rounds': JSON.stringify(failures),
  };
}

/** Kiosks take turns between the hubs, and between the processes they run in. */
async function reconnect(hubs: readonly Hub[], clinics: readonly Clinic[], atOnce: number): Promise<Outcome> {
  const devices = clinics.flatMap(({ kiosks, ...clinic }) => kiosks.map((enrolled) => ({ clinic, enrolled })));
  const shares = Array.from({ length: WORKERS }, (): ReconnectGiven['devices'] => []);
  for (const [number, device] of devices.entries()) {
    shares[number % WORKERS]!.push({ ...device, number, url: hubs[(number >> 1) % hubs.length]!.url });
  }
  const workers = shares.map((share) => {
    const child = fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ready = messageOf(child, 'ready');
    const done = messageOf(child, 'done') as Promise<ReconnectDone>;
    done.catch(() => undefined);
    child.send({ devices: share, opsEach: OPS, entriesEach: A_CLINIC * OPS, atOnce } satisfies ReconnectGiven);
    return { child, ready, done };
  });
  try {
    await Promise.all(workers.map(async ({ ready }) => ready));
    const begun = Number(process.hrtime.bigint()) / 1e6;
    for (const { child } of workers) child.send('go');
    const done = await Promise.all(workers.map(async (worker) => worker.done));
    const durableMs = Math.max(...done.map(({ durableAt }) => durableAt)) - begun;
    const failures: Record<string, number> = {};
    for (const [code, count] of done.flatMap((one) => Object.entries(one.failures))) {
      failures[code] = (failures[code] ?? 0) + count;
    }
    return {
      opsPerSecond: (devices.length * OPS * 1000) / durableMs,
      durableMs,
      visibleMs: Math.max(...done.map(({ visibleAt }) => visibleAt)) - begun,
      failures,
    };
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
  }
}

async function messageOf(child: ChildProcess, type: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a process of kiosks ended with ${code}`)));
    child.on('message', (message: { type: string }) => {
      if (message.type === type) resolve(message);
    });
  });
}
