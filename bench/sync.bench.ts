import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { databaseUrl, runSql } from '#testing/postgres/test-databases.ts';
import { printResult, printTable, quantile } from './measure.ts';
import { floor } from './sync/floor-system.ts';
import { measureLive } from './sync/live.ts';
import { ours } from './sync/our-system.ts';
import { installPeers, pouch } from './sync/pouch-system.ts';
import { runSystem } from './sync/run-system.ts';
import type { SyncRun } from './sync/sync-run.ts';
import type { Size, System } from './sync/system.ts';

/**
 * M devices were cut off while N people registered on each; the network opens. How long until the last registration is
 * acknowledged, and until another device holds them all; what the server takes of memory. Ours against a server that only
 * stores, and against PouchDB with its own server. Then: one registration on line, until another kiosk holds it.
 *
 * BENCH_RUNS, BENCH_LIVE: how often. BENCH_SIZES: `5x100 20x500`. BENCH_SYSTEMS: a part of their names, `ours`.
 */
const SIZES: Size[] = (process.env['BENCH_SIZES'] ?? '5x100 20x500 50x200').split(' ').map((size) => {
  const [m, n] = size.split('x').map(Number);
  return { m: m!, n: n! };
});
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);
const LIVE = Number(process.env['BENCH_LIVE'] ?? 300);
const WANTED = process.env['BENCH_SYSTEMS'] ?? '';
/** A system that does not get there in this time is not waited for. */
const LIMIT_MS = 120_000;

const SYSTEMS: { system: System; runs: number }[] = [
  { system: floor, runs: RUNS },
  { system: ours({ twoWay: false }), runs: RUNS },
  { system: pouch({ twoWay: false }), runs: RUNS },
  { system: ours({ twoWay: true }), runs: 1 },
  { system: pouch({ twoWay: true }), runs: 1 },
].filter(({ system }) => system.name.includes(WANTED));

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-sync-'));
chmodSync(folder, 0o755);
const medians = new Map<string, SyncRun>();
let databases = 0;
try {
  if (SYSTEMS.some(({ system }) => system.name.startsWith('Pouch'))) installPeers();
  await withPostgres(async (url) => {
    await runSql(url, 'CREATE DATABASE bench_template');
    await migrateDatabase(databaseUrl(url, 'bench_template'));
  });
  for (const size of SIZES) await measureSize(size);
  const live =
    LIVE === 0 ? [] : await withPostgres(async (url) => measureLive(await newDatabase(url), newFolder(), LIVE));
  if (LIVE > 0) printTable([{ name: 'one registration, until another kiosk holds it', milliseconds: live }]);
  report(live);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Systems take turns, so that whatever else the machine does meets all of them. */
async function measureSize(size: Size): Promise<void> {
  const runs = new Map<string, SyncRun[]>();
  for (let run = 0; run < RUNS; run += 1) {
    for (const { system } of SYSTEMS.filter((one) => run < one.runs)) {
      const done = await withPostgres(async (url, postgresPid) =>
        runSystem(system, size, {
          databaseUrl: await newDatabase(url),
          postgresPid: system.name.startsWith('Pouch') ? null : postgresPid,
          folder: newFolder(),
          limitMs: LIMIT_MS,
        }),
      ).catch((error: unknown) => console.error(String(error)));
      if (done) runs.set(system.name, [...(runs.get(system.name) ?? []), done]);
    }
  }
  const table: Record<string, Record<string, number | string>> = {};
  for (const { system } of SYSTEMS) {
    const all = runs.get(system.name) ?? [];
    const median = medianOf(all);
    medians.set(`${system.name} ${size.m}x${size.n}`, median);
    table[`${size.m} x ${size.n} ${system.name}`] = {
      runs: all.length,
      'durable ms': Math.round(median.durableMs),
      'visible ms': Math.round(median.visibleMs),
      'server MB': Math.round(median.serverMb),
      'Postgres MB': Math.round(median.databaseMb),
      acknowledged: system.ack,
    };
  }
  console.table(table);
}

function medianOf(runs: readonly SyncRun[]): SyncRun {
  const of = (key: keyof SyncRun): number =>
    quantile(
      runs.map((run) => run[key]),
      0.5,
    );
  return {
    durableMs: of('durableMs'),
    visibleMs: of('visibleMs'),
    serverMb: of('serverMb'),
    databaseMb: of('databaseMb'),
  };
}

function report(live: readonly number[]): void {
  const size = SIZES.find(({ m }) => m === 20) ?? SIZES[0]!;
  const none = medianOf([]);
  const at = (name: string): SyncRun => medians.get(`${name} ${size.m}x${size.n}`) ?? none;
  const [own, least, peer] = [at('ours'), at('floor'), at('PouchDB')];
  printResult('sync', own.durableMs / least.durableMs, {
    visible_ratio: own.visibleMs / least.visibleMs,
    durable_ms: own.durableMs,
    visible_ms: own.visibleMs,
    floor_durable_ms: least.durableMs,
    floor_visible_ms: least.visibleMs,
    pouchdb_durable_ms: peer.durableMs,
    pouchdb_visible_ms: peer.visibleMs,
    memory_ratio: (own.serverMb + own.databaseMb) / (least.serverMb + least.databaseMb),
    live_p50_ms: quantile(live, 0.5),
    live_p99_ms: quantile(live, 0.99),
    runs: RUNS,
  });
}

/** Started anew for each run: nothing of the one before is in its memory. */
async function withPostgres<T>(work: (url: string, pid: number) => Promise<T>): Promise<T> {
  const postgres = await startEmbeddedPostgres(folder, (message) => console.error(message));
  try {
    return await work(
      postgres.url,
      Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    );
  } finally {
    await postgres.stop();
  }
}

async function newDatabase(url: string): Promise<string> {
  databases += 1;
  await runSql(url, `CREATE DATABASE bench_${databases} TEMPLATE bench_template`);
  return databaseUrl(url, `bench_${databases}`);
}

function newFolder(): string {
  return mkdtempSync(join(folder, 'run-'));
}
