import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessions } from '#hub/db/schema/staff.ts';
import { insertLocation, insertUser } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

type Account = { email: string; email_verified: boolean };
/** Who is at the provider's keyboard. */
let account: Account;
const CLIENT = { id: 'anteroom', secret: 'a secret between hub and provider' };

const env: Record<string, string> = {};
let provider: Server;
let locationId = 0;

// Before the hub's own: it is told the provider's address, and the provider is told the hub's as registered.
beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const redirectUrl = 'http://127.0.0.1:1/api/auth/sso/callback';
  Object.assign(env, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_REDIRECT_URL: redirectUrl,
  });
  const answer = startProvider(issuer, redirectUrl).callback();
  provider.on('request', (request, response) => void answer(request, response));
});
afterAll(async () => {
  await new Promise((resolve) => provider.close(resolve));
});

const hub = useHub({ env });
beforeAll(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
});
beforeEach(() => {
  account = { email: 'nobody@clinic.example', email_verified: true };
});

/** A real provider, whose sign-in page lets in at once whoever `account` says. */
function startProvider(issuer: string, redirectUrl: string): Provider {
  const made = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUrl] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...account }) }),
  });
  made.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const { prompt, params } = await made.interactionDetails(context.req, context.res);
    if (prompt.name === 'login') {
      const login = { login: { accountId: 'someone' } };
      return made.interactionFinished(context.req, context.res, login, { mergeWithLastSubmission: false });
    }
    const grant = new made.Grant({ accountId: 'someone', clientId: String(params['client_id']) });
    grant.addOIDCScope('openid email');
    const consent = { consent: { grantId: await grant.save() } };
    return made.interactionFinished(context.req, context.res, consent, { mergeWithLastSubmission: true });
  });
  return made;
}

/** As a browser goes: follows every redirect with the cookies of each host, until one leads to the hub's own address. */
async function atProvider(from: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(from);
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`The provider stopped at ${url.pathname}: ${response.status}`);
    url = new URL(location, url);
    if (url.pathname === '/api/auth/sso/callback') return url;
  }
  throw new Error('The provider goes in circles.');
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

async function begin(url = hub.url) {
  const response = await fetch(`${url}/api/auth/sso/start`, { redirect: 'manual' });
  return { cookie: cookiesOf(response), to: response.headers.get('location') ?? '', response };
}
const comeBack = async (search: string, cookie: string, url = hub.url) =>
  fetch(`${url}/api/auth/sso/callback${search}`, { redirect: 'manual', headers: { cookie } });

async function signIn() {
  const { cookie, to } = await begin();
  return comeBack((await atProvider(to)).search, cookie);
}
const landed = (response: Response) => [response.status, response.headers.get('location')];

describe('single sign-on', () => {
  test('is offered, with state, nonce and a PKCE challenge that only this browser can answer', async () => {
    const methods = (await (await hub.get('/api/auth/methods')).json()) as { data: { sso_url: string } };
    expect(methods.data.sso_url).toBe('/api/auth/sso/start');
    const { to, response } = await begin();
    expect(Object.fromEntries(new URL(to).searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/.{43}/u),
      state: expect.any(String),
      nonce: expect.any(String),
      redirect_uri: env['OIDC_REDIRECT_URL'],
    });
    expect(response.headers.get('set-cookie')).toMatch(
      /^anteroom_sso=.+; Path=\/api\/auth\/sso; HttpOnly; SameSite=Lax$/u,
    );
  });

  test('lets someone in whose verified address belongs to an active account, and leaves them a session', async () => {
    const user = await insertUser(hub.database.db, { locationId, email: 'Amara.Okafor@clinic.example' });
    account = { email: 'amara.okafor@CLINIC.example', email_verified: true };
    const back = await signIn();
    expect(landed(back)).toEqual([303, '/']);
    const renewed = await hub.post('/api/auth/refresh', {}, { cookie: cookiesOf(back), origin: hub.url });
    expect(await renewed.json()).toMatchObject({ data: { user: { id: user.id } } });
  });

  test('works when another hub process hears the answer', async () => {
    await insertUser(hub.database.db, { locationId, email: 'two.hubs@clinic.example' });
    account = { email: 'two.hubs@clinic.example', email_verified: true };
    const twin = await hub.startTwin();
    try {
      const { cookie, to } = await begin();
      expect(landed(await comeBack((await atProvider(to)).search, cookie, twin.url))).toEqual([303, '/']);
    } finally {
      await twin.stop();
    }
  });

  test.each([
    ['nobody of the hub', { email: 'stranger@elsewhere.example', email_verified: true }],
    ['an address that the provider has not verified', { email: 'unverified@clinic.example', email_verified: false }],
    ['a closed account', { email: 'closed@clinic.example', email_verified: true }],
  ])('refuses %s, and makes no account and no session', async (_, given) => {
    await insertUser(hub.database.db, { locationId, email: `x${given.email}` });
    const known = given.email.endsWith('@clinic.example');
    if (known) await insertUser(hub.database.db, { locationId, email: given.email, active: false });
    const before = await hub.database.db.select().from(sessions);
    account = given;
    const back = await signIn();
    expect(landed(back)).toEqual([303, '/?sso_error=auth.sso_unknown']);
    expect(cookiesOf(back)).not.toContain('anteroom_refresh');
    expect(await hub.database.db.select().from(sessions)).toHaveLength(before.length);
  });

  test.each([
    [
      'in a browser that never asked',
      async () => ({ search: (await atProvider((await begin()).to)).search, cookie: '' }),
    ],
    [
      'in another browser than the one that asked',
      async () => ({ search: (await atProvider((await begin()).to)).search, cookie: (await begin()).cookie }),
    ],
    [
      'with another state',
      async () => {
        const { cookie, to } = await begin();
        const answer = await atProvider(to);
        answer.searchParams.set('state', 'made-up');
        return { search: answer.search, cookie };
      },
    ],
    ['with a made-up code', async () => ({ search: '?code=made-up&state=x', cookie: (await begin()).cookie })],
    ['with the provider’s refusal', async () => ({ search: '?error=access_denied', cookie: (await begin()).cookie })],
    [
      'too late',
      async () => {
        const { cookie, to } = await begin();
        const { search } = await atProvider(to);
        hub.moveClock(601_000);
        return { search, cookie };
      },
    ],
  ])('refuses an answer %s', async (_, attempt) => {
    await insertUser(hub.database.db, { locationId, email: `${Math.random()}@clinic.example` });
    const { search, cookie } = await attempt();
    const back = await comeBack(search, cookie);
    expect(landed(back)).toEqual([303, '/?sso_error=auth.sso_failed']);
    expect(cookiesOf(back)).not.toContain('anteroom_refresh');
  });

  test('takes an answer once', async () => {
    await insertUser(hub.database.db, { locationId, email: 'once@clinic.example' });
    account = { email: 'once@clinic.example', email_verified: true };
    const { cookie, to } = await begin();
    const { search } = await atProvider(to);
    expect(landed(await comeBack(search, cookie))).toEqual([303, '/']);
    expect(landed(await comeBack(search, cookie))).toEqual([303, '/?sso_error=auth.sso_failed']);
  });

  test('says so when the provider is away, and comes back with it', async () => {
    const { port } = provider.address() as AddressInfo;
    const twin = await hub.startTwin();
    try {
      provider.closeAllConnections();
      await new Promise((resolve) => provider.close(resolve));
      expect((await begin(twin.url)).to).toBe('/?sso_error=auth.sso_failed');
      await new Promise<void>((resolve) => provider.listen(port, '127.0.0.1', resolve));
      expect((await begin(twin.url)).to).toContain('code_challenge');
    } finally {
      await twin.stop();
    }
  });
});

describe('a hub without single sign-on', () => {
  const plain = useHub();
  test('does not offer it', async () => {
    expect(await (await plain.get('/api/auth/methods')).json()).toMatchObject({ data: { sso_url: null } });
    expect((await plain.get('/api/auth/sso/start')).status).toBe(404);
  });
});
