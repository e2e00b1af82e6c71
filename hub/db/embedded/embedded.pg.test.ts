import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { isAlive } from './pid-file.ts';

let dataDir: string;
let hubs: HubProcess[];
beforeEach(async () => {
  dataDir = await makeDataFolder();
  hubs = [];
});
afterEach(async () => {
  for (const hub of hubs) {
    hub.child.kill('SIGKILL');
    await hub.ended;
  }
  // Whatever a killed hub left running ends here, and a test that left more than that fails.
  await (await startEmbeddedPostgres(dataDir)).stop();
  const left = await serverProcesses();
  if (left.length > 0) throw new Error(`left running: ${left.join(', ')}`);
  await rm(dataDir, { recursive: true, force: true });
});

function startHub(env: Record<string, string> = {}): HubProcess {
  const hub = startHubProcess({ ANTEROOM_DATA_DIR: dataDir, ...env });
  hubs.push(hub);
  return hub;
}

async function postmaster(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Every process that works in this cluster's folder, asked of the kernel and not of a file. */
async function serverProcesses(): Promise<string[]> {
  const find = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(dataDir, 'postgres'));
        } catch {
          return false;
        }
      });
  return find();
}

async function url(): Promise<string> {
  const password = await readFile(join(dataDir, 'postgres-password'), 'utf8');
  const port = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3];
  return `postgresql://anteroom:${password}@127.0.0.1:${port}/anteroom`;
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: await url() });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const isReady = async (address: string) => (await fetch(`${address}/readyz`).catch(() => null))?.status === 200;

describe.runIf(process.platform === 'linux')('the built-in Postgres', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('keeps its secrets to itself, listens on this machine alone, and is gone within three seconds of a stop', async () => {
    const hub = startHub();
    expect(await isReady(await hub.ready)).toBe(true);
    for (const name of ['postgres-password', 'secret']) {
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
    }
    expect(await query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query('SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    const start = performance.now();
    expect(await hub.stop()).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(await serverProcesses()).toEqual([]);
  });

  test('is adopted from a hub that was killed, keeps what was committed, and stops with the new hub', async () => {
    const first = startHub();
    await first.ready;
    const before = await postmaster();
    await query('CREATE TABLE proof (n INTEGER)');
    await query('INSERT INTO proof VALUES (47)');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = startHub();
    expect(await isReady(await second.ready)).toBe(true);
    expect(await postmaster()).toBe(before);
    expect(await query('SELECT n FROM proof')).toEqual([{ n: 47 }]);
    expect((await second.stop()).code).toBe(0);
    expect(await serverProcesses()).toEqual([]);
  });

  test('recovers when it was killed together with the hub', async () => {
    const first = startHub();
    await first.ready;
    await query('CREATE TABLE proof (n INTEGER)');
    await query('INSERT INTO proof VALUES (47)');
    process.kill(await postmaster(), 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = startHub();
    expect(await isReady(await second.ready)).toBe(true);
    expect(await query('SELECT n FROM proof')).toEqual([{ n: 47 }]);
  });

  test('is brought back when it dies under a running hub', async () => {
    const hub = startHub();
    const address = await hub.ready;
    const before = await postmaster();
    process.kill(before, 'SIGKILL');
    await vi.waitFor(async () => expect(await isAlive(before)).toBe(false), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await isReady(address)).toBe(true), { timeout: 20_000, interval: 100 });
    expect(await postmaster()).not.toBe(before);
    expect((await hub.stop()).code).toBe(0);
    expect(await serverProcesses()).toEqual([]);
  });

  test('is not shared with a second hub, which says so and leaves the first at work', async () => {
    const first = startHub();
    const address = await first.ready;
    const { code, stderr } = await startHub().ended;
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Another hub is already running on ${dataDir}: stop it, or give this one an ANTEROOM_DATA_DIR of its own.\n`,
    );
    expect(await isReady(address)).toBe(true);
  });

  test('of two hubs that start at the same moment serves exactly one', async () => {
    const both = [startHub(), startHub()];
    const outcomes = await Promise.all(both.map(async (hub) => Promise.race([hub.ready, hub.ended])));
    const refused = outcomes.filter((outcome) => typeof outcome === 'object');
    expect(refused).toMatchObject([{ code: 1 }]);
    expect(await isReady(String(outcomes.find((outcome) => typeof outcome === 'string')))).toBe(true);
  });

  test('stops with a hub that is told to stop while it is still starting', async () => {
    const hub = startHub();
    await vi.waitFor(async () => stat(join(dataDir, 'postgres')), { timeout: 20_000, interval: 20 });
    expect((await hub.stop()).code).toBe(0);
    expect(await serverProcesses()).toEqual([]);
  });
});
