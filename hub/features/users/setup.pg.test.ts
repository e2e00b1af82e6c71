import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locations } from '#hub/db/schema/clinic.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { accountLinks, rateLimits, users } from '#hub/db/schema/staff.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess } from '#testing/hub/hub-process.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const database = useDatabase();
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataFolder();
});
afterAll(async () => rm(dataDir, { recursive: true, force: true }));

const LINK = /Set it up within a day, once: (http:\/\/127\.0\.0\.1:\d+)\/setup\?token=([\w-]{43})$/mu;

async function post(url: string, path: string, body: unknown) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as { data?: Record<string, unknown>; error?: { code: string } };
  return { status: response.status, code: reply.error?.code, data: reply.data };
}

const clinic = (token: string, email = 'first.admin@clinic.example') => ({
  token,
  location: { name: { text: 'New Clinic' }, time_zone: 'Asia/Kolkata', country: 'IN', currency: 'INR' },
  admin: { email, display_name: 'Amara Okafor', password: 'a password of their own' },
});

/** A hub process, and the link it printed, if any. */
async function start() {
  const hub = startHubProcess({ DATABASE_URL: database.url, ANTEROOM_DATA_DIR: dataDir });
  let said = '';
  hub.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = await hub.ready;
  const [, base, token = ''] = LINK.exec(said) ?? [];
  return { hub, url, base, token, said };
}

describe('a hub that nobody has set up', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('has no account, prints a link, is set up by it once, and never prints one again', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    try {
      expect([first.base, second.base]).toEqual([first.url, second.url]);
      expect(await database.db.select().from(users)).toEqual([]);
      expect(JSON.stringify(await database.db.select().from(accountLinks))).not.toContain(first.token);
      expect(await (await fetch(`${first.url}/api/auth/methods`)).json()).toMatchObject({
        data: { setup_needed: true },
      });

      expect((await post(first.url, '/api/setup', clinic('made-up'))).code).toBe('link.not_valid');
      const short = { ...clinic(first.token), admin: { ...clinic('').admin, password: 'short' } };
      expect((await post(first.url, '/api/setup', short)).code).toBe('request.invalid');
      const offset = { ...clinic(first.token), location: { ...clinic('').location, time_zone: '+05:30' } };
      expect((await post(first.url, '/api/setup', offset)).code).toBe('request.invalid');

      // Two people with a link each, at two processes, at once: one hub, one clinic.
      const answers = await Promise.all([
        post(first.url, '/api/setup', clinic(first.token)),
        post(second.url, '/api/setup', clinic(second.token, 'other.admin@clinic.example')),
      ]);
      expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual(['done', 'setup.done']);
      const done = answers.find(({ status }) => status === 200);
      expect(done?.data).toMatchObject({ user: { role: 'admin' }, location: { time_zone: 'Asia/Kolkata' } });
      expect(await database.db.select().from(locations)).toHaveLength(1);
      expect(await database.db.select().from(users)).toHaveLength(1);
      expect(await database.db.select().from(accountLinks)).toEqual([]);
      expect((await database.db.select().from(feed)).map((row) => row.entity)).toEqual(['location']);

      const [admin] = await database.db.select().from(users);
      const signedIn = await post(second.url, '/api/auth/sign-in', {
        email: admin?.email,
        password: 'a password of their own',
      });
      expect(signedIn.status).toBe(200);
      await database.db.delete(rateLimits);
      expect((await post(first.url, '/api/setup', clinic(first.token))).code).toBe('setup.done');
    } finally {
      await Promise.all([first.hub.stop(), second.hub.stop()]);
    }

    const third = await start();
    await third.hub.stop();
    expect(third.said).toContain('Anteroom hub is ready');
    expect(third.said).not.toContain('token=');
  });
});
