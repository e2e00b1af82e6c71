import { createServer } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feed } from './db/schema/sync.ts';
import { users } from './db/schema/staff.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess } from '#testing/hub/hub-process.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const database = useDatabase();
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataFolder();
});
afterAll(async () => rm(dataDir, { recursive: true, force: true }));

/** Runs a hub that cannot start, and gives the one line it leaves behind. */
async function failedStart(env: Record<string, string>): Promise<string> {
  const { code, stderr, stdout } = await startHubProcess({ ANTEROOM_DATA_DIR: dataDir, ...env }).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('a hub that cannot start says why in one line and ends with 1', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('no Postgres at DATABASE_URL', async () => {
    const line = await failedStart({ DATABASE_URL: changed((url) => (url.port = '9')) });
    expect(line).toMatch(/^No Postgres answers at 127\.0\.0\.1:9: start it, correct DATABASE_URL/u);
  });

  test('a wrong password, which is not repeated', async () => {
    const line = await failedStart({ DATABASE_URL: changed((url) => (url.password = 'wr0ng-passw0rd')) });
    expect(line).toMatch(/refuses user ".+": correct the user name or password in DATABASE_URL\.$/u);
    expect(line).not.toContain('wr0ng-passw0rd');
  });

  test('a database that does not exist', async () => {
    const line = await failedStart({ DATABASE_URL: changed((url) => (url.pathname = '/nowhere')) });
    expect(line).toMatch(/^There is no database "nowhere" at .+: create it \(createdb nowhere\)/u);
  });

  test('a host that cannot be found', async () => {
    const line = await failedStart({ DATABASE_URL: changed((url) => (url.hostname = 'no-such-host.invalid')) });
    expect(line).toMatch(/^The host of DATABASE_URL \(no-such-host\.invalid:\d+\) cannot be found/u);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    try {
      const line = await failedStart({ DATABASE_URL: database.url, PORT: String(port) });
      expect(line).toBe(
        `Port ${port} on 127.0.0.1 is taken by another program: stop that one, or set PORT (0 picks a free port).`,
      );
    } finally {
      other.close();
    }
  });

  test('a data folder that cannot be written to', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    const line = await failedStart({ ANTEROOM_DATA_DIR: join(file, 'data') });
    expect(line).toMatch(/^The data folder .+ cannot be written to \(ENOTDIR\): .+ set ANTEROOM_DATA_DIR\.$/u);
  });

  test('a setting that makes no sense', async () => {
    expect(await failedStart({ PORT: 'http' })).toBe('PORT must be a number from 0 to 65535 (0 picks a free port).');
  });

  test('a demo without a password', async () => {
    expect(await failedStart({ ANTEROOM_DEMO: 'true' })).toMatch(/^ANTEROOM_DEMO=true needs ANTEROOM_DEMO_PASSWORD/u);
  });
});

describe('two hubs on one DATABASE_URL', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('start together, seed the demo once, know the same accounts, and each stops on its own', async () => {
    const env = {
      DATABASE_URL: database.url,
      ANTEROOM_DATA_DIR: dataDir,
      ANTEROOM_DEMO: 'true',
      ANTEROOM_DEMO_PASSWORD: 'a demo password',
    };
    const hubs = [startHubProcess(env), startHubProcess(env)];
    try {
      const [one, two] = await Promise.all(hubs.map(async (hub) => hub.ready));
      const response = await fetch(`${one}/api/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'reception@demo.example', password: 'a demo password' }),
      });
      const { data } = (await response.json()) as { data: { access_token: string } };
      const stations = await fetch(`${two}/api/stations`, {
        headers: { authorization: `Bearer ${data.access_token}` },
      });
      expect(((await stations.json()) as { data: unknown[] }).data).toHaveLength(5);
      expect(await database.db.select({ id: users.id }).from(users)).toHaveLength(7);
      const entities = new Set(['location', 'service', 'station', 'doctor']);
      const rows = await database.db.select({ seq: feed.seq, entity: feed.entity }).from(feed).orderBy(feed.seq);
      // First and without a gap; the waits that a running hub publishes come after.
      const seeded = rows.filter((row) => entities.has(row.entity));
      expect(seeded.map((row) => row.seq)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
      expect(Object.groupBy(seeded, (row) => row.entity)).toMatchObject({
        location: { length: 1 },
        doctor: { length: 4 },
      });

      expect((await hubs[0]!.stop()).code).toBe(0);
      expect((await fetch(`${two}/readyz`)).status).toBe(200);
    } finally {
      const ends = await Promise.all(hubs.map(async (hub) => hub.stop()));
      expect(ends.map((end) => end.code)).toEqual([0, 0]);
    }
  });

  test('another demo password at the next start replaces the old one', async () => {
    const start = (password: string) =>
      startHubProcess({
        DATABASE_URL: database.url,
        ANTEROOM_DATA_DIR: dataDir,
        ANTEROOM_DEMO: 'true',
        ANTEROOM_DEMO_PASSWORD: password,
      });
    const hub = start('quite another one');
    try {
      const url = await hub.ready;
      const signIn = async (password: string) =>
        fetch(`${url}/api/auth/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'admin@demo.example', password }),
        });
      expect((await signIn('a demo password')).status).toBe(401);
      expect((await signIn('quite another one')).status).toBe(200);
      expect(await database.db.select({ id: users.id }).from(users)).toHaveLength(7);
    } finally {
      await hub.stop();
    }
  });
});
