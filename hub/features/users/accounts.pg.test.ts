import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { accountLinks, rateLimits, users } from '#hub/db/schema/staff.ts';
import { insertLocation, insertService, insertUser } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { hashPassword } from './password.ts';

const PASSWORD = 'correct horse battery staple';
const hub = useHub();
let locationId = 0;
let headers: { authorization: string };

beforeEach(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  headers = await hub.staffHeaders(locationId, 'admin');
  await hub.database.db.delete(rateLimits);
});

type Reply = {
  status: number;
  code?: string;
  data: Record<string, never> & { id: number; url: string; user: { id: number }; link: { url: string } };
};
async function send(
  method: string,
  path: string,
  body: unknown,
  given: Record<string, string> = headers,
): Promise<Reply> {
  const response = await fetch(hub.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...given },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as { data: Reply['data']; error?: { code: string } };
  return { status: response.status, code: reply.error?.code, data: reply.data };
}
const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';
const signIn = async (email: string, password: string) => send('POST', '/api/auth/sign-in', { email, password }, {});
const redeem = async (url: string, password = PASSWORD) =>
  send('POST', '/api/auth/link/redeem', { token: tokenOf(url), password }, {});
let n = 0;
const newEmail = () => `account-${(n += 1)}@clinic.example`;
async function invite(role = 'front_desk', email = newEmail()) {
  const { data } = await send('POST', '/api/users', { email, display_name: { text: 'New Colleague' }, role });
  return { email, id: data.user.id, url: data.link.url };
}
const userOf = async (id: number) => (await hub.database.db.select().from(users).where(eq(users.id, id)))[0];

describe('a new member of staff', () => {
  test('has no password until they choose one by the link, which is for them, and then are in', async () => {
    const { email, id, url } = await invite();
    expect((await userOf(id))?.passwordHash).toBeNull();
    expect((await signIn(email, '')).status).toBe(400);
    const shown = await send('POST', '/api/auth/link', { token: tokenOf(url) }, {});
    expect(shown.data).toMatchObject({ purpose: 'invite', email });
    expect((await redeem(url)).data).toMatchObject({
      user: { id, role: 'front_desk' },
      access_token: expect.any(String),
    });
    expect((await signIn(email, PASSWORD)).status).toBe(200);
  });

  test('finds the link used up after one use, even by two at once, and nothing of it in the database or the log', async () => {
    const { url } = await invite();
    const stored = JSON.stringify(await hub.database.db.select().from(accountLinks));
    expect(stored).not.toContain(tokenOf(url));
    const answers = await Promise.all([redeem(url), redeem(url), redeem(url)]);
    expect(answers.map(({ code }) => code ?? 'in').toSorted()).toEqual(['in', 'link.not_valid', 'link.not_valid']);
    expect(hub.logLines.join('')).not.toContain(tokenOf(url));
  });

  test('finds it void when it is old, when a newer one was made, and when the account was closed', async () => {
    const [old, replaced, closed] = [await invite(), await invite(), await invite()];
    await send('POST', `/api/users/${replaced.id}/link`, {});
    expect((await redeem(replaced.url)).code).toBe('link.not_valid');
    await send('PATCH', `/api/users/${closed.id}`, { active: false });
    expect((await redeem(closed.url)).code).toBe('link.not_valid');
    hub.moveClock(8 * 24 * 3_600_000);
    expect((await redeem(old.url)).code).toBe('link.not_valid');
    hub.moveClock(-8 * 24 * 3_600_000);
  });

  test('is refused a password that is too short, and the link stays good', async () => {
    const { url } = await invite();
    expect((await redeem(url, 'short')).code).toBe('request.invalid');
    expect((await redeem(url)).status).toBe(200);
  });

  test('cannot have another’s e-mail address, however it is written', async () => {
    const { email } = await invite();
    const given = { email: email.toUpperCase(), display_name: { text: 'Twin' }, role: 'manager' };
    expect((await send('POST', '/api/users', given)).code).toBe('user.email_taken');
  });

  test('links cannot be tried out', async () => {
    const codes: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1) {
      codes.push((await send('POST', '/api/auth/link', { token: 'made-up' }, {})).code);
    }
    expect([codes[19], codes[20]]).toEqual(['link.not_valid', 'auth.too_many_attempts']);
  });
});

describe('a reset', () => {
  test('lets the old password stand until the link is used, and then ends every session', async () => {
    const { email, id, url } = await invite();
    const first = await redeem(url);
    const bearer = { authorization: `Bearer ${String(first.data['access_token'])}` };
    const { data } = await send('POST', `/api/users/${id}/link`, {});
    expect((await hub.get('/api/stations', bearer)).status).toBe(200);
    expect((await redeem(data.url, 'quite another password')).status).toBe(200);
    expect((await hub.get('/api/stations', bearer)).status).toBe(401);
    expect((await signIn(email, PASSWORD)).code).toBe('auth.wrong_credentials');
    expect((await signIn(email, 'quite another password')).status).toBe(200);
  });

  test('of one’s own password needs the present one and leaves one’s own session alone', async () => {
    const { url, email } = await invite();
    const mine = { authorization: `Bearer ${String((await redeem(url)).data['access_token'])}` };
    const elsewhere = { authorization: `Bearer ${String((await signIn(email, PASSWORD)).data['access_token'])}` };
    const change = { current_password: 'wrong', new_password: 'quite another password' };
    expect((await send('POST', '/api/auth/password', change, mine)).code).toBe('auth.wrong_password');
    const right = { ...change, current_password: PASSWORD };
    expect((await send('POST', '/api/auth/password', right, mine)).status).toBe(200);
    expect((await hub.get('/api/stations', mine)).status).toBe(200);
    expect((await hub.get('/api/stations', elsewhere)).status).toBe(401);
  });
});

describe('another role', () => {
  test('holds at once: the session under the old one has ended', async () => {
    const { id, url } = await invite('manager');
    const bearer = { authorization: `Bearer ${String((await redeem(url)).data['access_token'])}` };
    expect((await hub.get('/api/audit', bearer)).status).toBe(200);
    await send('PATCH', `/api/users/${id}`, { role: 'front_desk' });
    expect((await hub.get('/api/audit', bearer)).status).toBe(401);
  });

  test('of doctor needs a service, and tells devices; any other takes the doctor away from them', async () => {
    const { id } = await invite();
    expect((await send('PATCH', `/api/users/${id}`, { role: 'doctor' })).code).toBe('user.service_needed');
    const elsewhere = await insertService(hub.database.db, { locationId: (await insertLocation(hub.database.db)).id });
    const foreign = { role: 'doctor', service_id: elsewhere.id };
    expect((await send('PATCH', `/api/users/${id}`, foreign)).code).toBe('service.not_found');
    const service = await insertService(hub.database.db, { locationId });
    expect((await send('PATCH', `/api/users/${id}`, { role: 'doctor', service_id: service.id })).status).toBe(200);
    await send('PATCH', `/api/users/${id}`, { role: 'manager' });
    const rows = await hub.database.db
      .select()
      .from(feed)
      .where(and(eq(feed.locationId, locationId), eq(feed.entity, 'doctor')));
    expect(rows.map((row) => row.payload && row.payload['serviceUid'])).toEqual([service.uid, null]);
  });
});

describe('the last administrator', () => {
  async function newAdmin(): Promise<number> {
    const passwordHash = await hashPassword(PASSWORD);
    return (await insertUser(hub.database.db, { locationId, role: 'admin', passwordHash })).id;
  }

  test.each([{ active: false }, { role: 'manager' }])('cannot be taken away by %j', async (change) => {
    const id = await newAdmin();
    await invite('admin');
    // One who was invited and has no password yet could let nobody in.
    expect((await send('PATCH', `/api/users/${id}`, change)).code).toBe('user.last_admin');
    await newAdmin();
    expect((await send('PATCH', `/api/users/${id}`, change)).status).toBe(200);
  });

  test('is left when two are taken away at the same moment', async () => {
    const ids = [await newAdmin(), await newAdmin(), await newAdmin()];
    const answers = await Promise.all(
      ids.map(async (id, index) =>
        send('PATCH', `/api/users/${id}`, index === 1 ? { active: false } : { role: 'manager' }),
      ),
    );
    expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual(['done', 'done', 'user.last_admin']);
    const left = await hub.database.db
      .select()
      .from(users)
      .where(and(eq(users.locationId, locationId), eq(users.role, 'admin'), eq(users.active, true)));
    expect(left.filter((user) => user.passwordHash !== null)).toHaveLength(1);
  });

  test('may change their own name', async () => {
    const id = await newAdmin();
    expect((await send('PATCH', `/api/users/${id}`, { display_name: { text: 'Married' } })).status).toBe(200);
  });
});

describe('wrong passwords', () => {
  test('of somebody at the same address do not lock out who signed in from this browser before', async () => {
    const { email, url } = await invite();
    await redeem(url);
    const first = await fetch(`${hub.url}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const cookie =
      first.headers
        .getSetCookie()
        .find((line) => line.startsWith('anteroom_known='))
        ?.split(';', 1)[0] ?? '';
    for (let attempt = 0; attempt < 8; attempt += 1) await signIn(email, 'wrong');
    expect((await signIn(email, PASSWORD)).code).toBe('auth.too_many_attempts');
    const known = await send('POST', '/api/auth/sign-in', { email, password: PASSWORD }, { cookie });
    expect(known.status).toBe(200);
    // And who has that browser in hand is counted, too.
    for (let attempt = 0; attempt < 5; attempt += 1)
      await send('POST', '/api/auth/sign-in', { email, password: 'x' }, { cookie });
    expect((await send('POST', '/api/auth/sign-in', { email, password: PASSWORD }, { cookie })).code).toBe(
      'auth.too_many_attempts',
    );
  });
});

test('whatever is done to an account stands in the audit log, with who did it', async () => {
  const { id, url } = await invite();
  await redeem(url);
  await send('PATCH', `/api/users/${id}`, { active: false });
  const rows = await hub.database.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.locationId, locationId))
    .orderBy(auditLog.id);
  expect(rows.map((row) => row.action)).toEqual(['users.create', 'auth.redeemLink', 'users.change']);
  expect(rows.every((row) => row.actorUserId !== null && row.requestId !== null)).toBe(true);
});
