import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '#hub/db/schema/staff.ts';
import { insertLocation, insertUser } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { hashPassword } from './password.ts';
import { RACE_GRACE_MS } from './renew-session.ts';

const hub = useHub();
const PASSWORD = 'correct horse battery staple';
let account = 0;

async function newAccount(given: { active?: boolean } = {}): Promise<string> {
  const location = await insertLocation(hub.database.db);
  account += 1;
  const email = `user-${account}@clinic.example`;
  await insertUser(hub.database.db, {
    locationId: location.id,
    email,
    passwordHash: await hashPassword(PASSWORD),
    ...given,
  });
  return email;
}

const signIn = async (email: string, password = PASSWORD) => hub.post('/api/auth/sign-in', { email, password });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
const codeOf = async (response: Response) => ((await response.json()) as { error?: { code: string } }).error?.code;
const refresh = async (cookie: string, origin = hub.url) => hub.post('/api/auth/refresh', {}, { cookie, origin });

describe('signing in', () => {
  test('gives an access token, and the refresh token only in a cookie that scripts cannot read', async () => {
    const response = await signIn((await newAccount()).toUpperCase());
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^anteroom_refresh=.+; Path=\/api\/auth; HttpOnly; SameSite=Strict$/u,
    );
    const text = await response.text();
    expect(text).not.toContain(cookieOf(response).split('=')[1]);
    const { access_token } = (JSON.parse(text) as { data: { access_token: string } }).data;
    expect((await hub.get('/api/stations', { authorization: `Bearer ${access_token}` })).status).toBe(200);
  });

  test('answers alike to an unknown account, a wrong password and a closed account', async () => {
    const known = await newAccount();
    const closed = await newAccount({ active: false });
    const answers = await Promise.all([signIn('nobody@clinic.example'), signIn(known, 'wrong'), signIn(closed)]);
    const bodies = await Promise.all(answers.map(async (answer) => answer.json() as Promise<{ error: object }>));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    expect(new Set(bodies.map(({ error }) => JSON.stringify({ ...error, requestId: '' }))).size).toBe(1);
  });

  test('does the same work for an unknown account as for a known one', async () => {
    const known = await newAccount();
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 4; round += 1) {
      times.known.push(await timeOf(async () => signIn(known, 'wrong')));
      times.unknown.push(await timeOf(async () => signIn(`nobody-${round}@clinic.example`)));
    }
    // Without the decoy the second would be over before the first had begun to hash.
    expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 2);
  });

  test('is refused after five wrong passwords, over all hub processes, and only for that account', async () => {
    const [guessed, other] = [await newAccount(), await newAccount()];
    const twin = await hub.startTwin();
    try {
      const attempts = [hub.url, twin.url, hub.url, twin.url, hub.url].map(async (url) =>
        fetch(`${url}/api/auth/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: guessed, password: 'wrong' }),
        }),
      );
      expect((await Promise.all(attempts)).map((attempt) => attempt.status)).toEqual([401, 401, 401, 401, 401]);
      const refused = await signIn(guessed);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await signIn(other)).status).toBe(200);
    } finally {
      await twin.stop();
    }
  });

  test('forgets wrong passwords once the right one is given', async () => {
    const email = await newAccount();
    for (let round = 0; round < 3; round += 1) {
      expect((await signIn(email, 'wrong')).status).toBe(401);
      expect((await signIn(email, 'wrong')).status).toBe(401);
      expect((await signIn(email)).status).toBe(200);
    }
  });
});

describe('a session', () => {
  let email: string;
  beforeAll(async () => {
    email = await newAccount();
  });
  const start = async () => cookieOf(await signIn(email));

  test('is renewed by its cookie, which changes each time', async () => {
    const first = await start();
    const response = await refresh(first);
    expect(response.status).toBe(200);
    const second = cookieOf(response);
    expect(second).not.toBe(first);
    expect((await refresh(second)).status).toBe(200);
  });

  test('is not renewed for a page of another origin, nor for one that names none', async () => {
    const cookie = await start();
    expect(await codeOf(await refresh(cookie, 'https://evil.example'))).toBe('request.cross_origin');
    expect(await codeOf(await hub.post('/api/auth/refresh', {}, { cookie }))).toBe('request.cross_origin');
    expect((await refresh(cookie)).status).toBe(200);
  });

  test('survives two tabs that renew it at the same moment, with one new cookie between them', async () => {
    const cookie = await start();
    const answers = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const cookies = answers.map(cookieOf).filter((value) => value !== '');
    expect(cookies).toHaveLength(1);
    expect((await refresh(cookies[0]!)).status).toBe(200);
  });

  test('ends for everyone when a spent cookie is used again later', async () => {
    const stolen = await start();
    const current = cookieOf(await refresh(stolen));
    hub.moveClock(RACE_GRACE_MS + 1_000);
    expect(await codeOf(await refresh(stolen))).toBe('auth.session_ended');
    expect(await codeOf(await refresh(current))).toBe('auth.session_ended');
    const ended = await hub.database.db.select().from(sessions).where(eq(sessions.endedReason, 'token_reused'));
    expect(ended).toHaveLength(1);
  });

  test('is not ended by a cookie that someone made up', async () => {
    const cookie = await start();
    const [sessionUid] = cookie.split('=')[1]!.split('.');
    expect((await refresh(`anteroom_refresh=${sessionUid}.made-up.made-up`)).status).toBe(401);
    expect((await refresh(cookie)).status).toBe(200);
  });

  test('ends with signing out, which may be done twice', async () => {
    const cookie = await start();
    const signOut = async () => hub.post('/api/auth/sign-out', {}, { cookie, origin: hub.url });
    expect((await signOut()).status).toBe(200);
    expect((await signOut()).status).toBe(200);
    expect(await codeOf(await refresh(cookie))).toBe('auth.session_ended');
  });

  test('ends when it lies unused for half a day', async () => {
    const cookie = await start();
    hub.moveClock(12 * 3_600_000 + 1_000);
    expect(await codeOf(await refresh(cookie))).toBe('auth.session_ended');
  });

  test("'s access token is good for ten minutes, and for this hub's own signature alone", async () => {
    const response = await signIn(email);
    const { access_token } = ((await response.json()) as { data: { access_token: string } }).data;
    const stations = async (token: string) =>
      codeOf(await hub.get('/api/stations', { authorization: `Bearer ${token}` }));
    const [header, claims, signature] = access_token.split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(claims!, 'base64url').toString()), role: 'admin' }),
    ).toString('base64url');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${forged}.`;
    expect(await stations(access_token)).toBeUndefined();
    expect(await stations(`${header}.${forged}.${signature}`)).toBe('auth.required');
    expect(await stations(unsigned)).toBe('auth.required');
    hub.moveClock(601_000);
    expect(await stations(access_token)).toBe('auth.expired');
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
