import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { databaseUrl, runSql } from '#testing/postgres/test-databases.ts';
import { printResult, printTable, quantile } from './measure.ts';
import { runFloor } from './sync/floor-run.ts';
import { buildOurs, countEntries, registerOne, runOurs, startLoop } from './sync/our-run.ts';
import type { SyncRun } from './sync/sync-run.ts';

/**
 * M kiosks were cut off while N people registered on each; the network opens. How long until the last registration is
 * flushed at the hub, and until another kiosk holds them all: ours, with everything that is checked, understood and
 * written, against a server that only stores. Then: one registration on line, until another kiosk holds it.
 */
const SIZES = [
  [5, 100],
  [20, 500],
  [50, 200],
] as const;
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);
const LIVE = Number(process.env['BENCH_LIVE'] ?? 300);

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-sync-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder, (message) => console.error(message));
const table: Record<string, Record<string, number>> = {};
let names = 0;
let last: { durable: number; visible: number } = { durable: Number.NaN, visible: Number.NaN };
try {
  await runSql(postgres.url, 'CREATE DATABASE bench_template');
  await migrateDatabase(databaseUrl(postgres.url, 'bench_template'));
  for (const [m, n] of SIZES) {
    const floor: SyncRun[] = [];
    const ours: SyncRun[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      floor.push(await runFloor(await newDatabase(''), newFolder(), m, n));
      const world = await buildOurs(await newDatabase('TEMPLATE bench_template'), newFolder(), m, n);

      ours.push(await runOurs(world, m * n));
      await world.stop();
    }
    const median = (runs: SyncRun[], key: keyof SyncRun): number =>
      quantile(
        runs.map((run) => run[key]),
        0.5,
      );
    const row = {
      'floor durable ms': Math.round(median(floor, 'durableMs')),
      'floor visible ms': Math.round(median(floor, 'visibleMs')),
      'ours durable ms': Math.round(median(ours, 'durableMs')),
      'ours visible ms': Math.round(median(ours, 'visibleMs')),
    };
    table[`${m} x ${n}`] = row;
    console.log(`${m} x ${n}: ${JSON.stringify(row)}`);
    if (m === 20) {
      last = {
        durable: row['ours durable ms'] / row['floor durable ms'],
        visible: row['ours visible ms'] / row['floor visible ms'],
      };
    }
  }
  console.table(table);
  const live = await measureLive();
  printTable([{ name: 'one registration, until another kiosk holds it', milliseconds: live }]);
  const big = table['20 x 500']!;
  printResult('sync', last.durable, {
    visible_ratio: last.visible,
    durable_ms: big['ours durable ms']!,
    floor_durable_ms: big['floor durable ms']!,
    visible_ms: big['ours visible ms']!,
    floor_visible_ms: big['floor visible ms']!,
    live_p50_ms: quantile(live, 0.5),
    live_p99_ms: quantile(live, 0.99),
    runs: RUNS,
  });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measureLive(): Promise<number[]> {
  const world = await buildOurs(await newDatabase('TEMPLATE bench_template'), newFolder(), 1, 0);
  let arrived: (() => void) | null = null;
  const reading = startLoop(world, world.reader, () => arrived?.());
  const kiosk = world.kiosks[0]!;
  const writing = startLoop(world, kiosk, () => undefined);
  await Promise.all([reading.syncNow(), writing.syncNow(), pause(1000)]);
  const times: number[] = [];
  for (let index = 0; index < LIVE; index += 1) {
    const begun = performance.now();
    const seen = new Promise<void>((resolve) => {
      arrived = () => {
        if (countEntries(world.reader.db) > index) resolve();
      };
    });
    registerOne(kiosk.db, world.serviceUid, 0, index);
    writing.kick();
    await seen;
    times.push(performance.now() - begun);
    await pause(20);
  }
  await writing.stop();
  await reading.stop();
  await world.stop();
  return times;
}

async function newDatabase(from: string): Promise<string> {
  names += 1;
  await runSql(postgres.url, `CREATE DATABASE bench_${names} ${from}`);
  return databaseUrl(postgres.url, `bench_${names}`);
}

function newFolder(): string {
  return mkdtempSync(join(folder, 'run-'));
}

async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
