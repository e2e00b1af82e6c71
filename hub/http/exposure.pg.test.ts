import chromium from '@sparticuz/chromium';
import { chromium as browserType } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const TOKEN = 'token-of-the-collector';
const plain = useHub();
const proxied = useHub({ env: { ANTEROOM_TRUSTED_PROXIES: '127.0.0.1', ANTEROOM_METRICS_TOKEN: TOKEN } });

describe('TLS', () => {
  test('is insisted on only where there is TLS, told by a proxy that is trusted', async () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
    const header = async (hub: typeof plain, headers: Record<string, string>) =>
      (await hub.get('/healthz', headers)).headers.get('strict-transport-security');
    expect(await header(plain, {})).toBeNull();
    expect(await header(plain, forwarded)).toBeNull();
    expect(await header(proxied, {})).toBeNull();
    expect(await header(proxied, forwarded)).toBe('max-age=31536000');
  });

  test('makes cookies that travel over TLS alone', async () => {
    const locationId = (await insertLocation(proxied.database.db)).id;
    const { data } = (await (
      await proxied.post(
        '/api/users',
        { email: 'tls@clinic.example', display_name: { text: 'T' }, role: 'manager' },
        await proxied.staffHeaders(locationId, 'admin'),
      )
    ).json()) as { data: { link: { url: string } } };
    const body = { token: new URL(data.link.url).searchParams.get('token'), password: 'a password of their own' };
    const over = { 'x-forwarded-proto': 'https' };
    const cookies = (await proxied.post('/api/auth/link/redeem', body, over)).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies)
      expect(cookie).toMatch(/; Secure; SameSite=Strict|; SameSite=Strict.*; Secure|; Secure/u);
  });
});

describe('/metrics', () => {
  test('counts requests by operation and status, and takes no label from what a caller made up', async () => {
    await plain.get('/api/stations');
    await plain.get('/api/made-up-by-zephyrine');
    const text = await (await plain.get('/metrics')).text();
    expect(text).toMatch(/anteroom_http_request_duration_seconds_count\{operation="stations\.list",status="401"\} \d/u);
    expect(text).toMatch(/operation="none",status="404"/u);
    expect(text).toContain('anteroom_database_connections_total');
    expect(text).not.toContain('zephyrine');
  });

  test.each([
    ['through a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }, 403],
    ['through a proxy that names itself otherwise', { via: '1.1 proxy' }, 403],
    ['with a wrong token through a proxy', { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer wrong' }, 403],
    ['with the token', { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}` }, 200],
  ])('%s', async (_, headers, status) => {
    expect((await proxied.get('/metrics', headers as Record<string, string>)).status).toBe(status);
  });

  test('without a token in the settings, no token opens it', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer undefined' };
    expect((await plain.get('/metrics', headers)).status).toBe(403);
  });
});

describe('/docs', () => {
  test(
    'shows every operation under the strict policy, with nothing from anywhere else',
    { timeout: 90_000 },
    async () => {
      const browser = await browserType.launch({
        executablePath: await chromium.executablePath(),
        args: [
          ...chromium.args,
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
        headless: true,
      });
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('request', (request) => {
          if (!request.url().startsWith(plain.url) && !request.url().startsWith('data:'))
            complaints.push(request.url());
        });
        await page.goto(`${plain.url}/docs`);
        await page.locator('.opblock').first().waitFor({ timeout: 60_000 });
        const { paths } = (await (await plain.get('/openapi.json')).json()) as { paths: Record<string, object> };
        const operations = Object.values(paths).flatMap((methods) => Object.keys(methods)).length;
        expect(await page.locator('.opblock').count()).toBe(operations);
        await page.locator('.opblock-summary-control').first().click();
        await page.getByText('Try it out').first().waitFor();
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );

  test.each(['/docs/openapi-document.ts', '/docs/..%2fmount-docs.ts', '/docs/swagger-ui.js.map', '/docs/index.html'])(
    'gives no other file: %s',
    async (path) => {
      const response = await plain.get(path, { accept: 'application/json' });
      expect(response.status).toBe(404);
    },
  );
});
