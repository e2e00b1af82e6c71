import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startProgram, type Program } from '#demo/child-program.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { createUser, createUserLink } from '#shared/protocol/api/users.ts';
import { launchBrowser } from './browser.ts';

/** From a hub that has nothing to a clinic whose second colleague is signed in, in the browser alone. */
const TOP = fileURLToPath(new URL('..', import.meta.url));
const DESK = { width: 1280, height: 860 };
const ADMIN = { email: 'amina@riverside.example', password: 'green lamp over seven chairs' };
/** Of an organisation whose sign-in does not answer. */
const DEAD_PROVIDER = {
  OIDC_ISSUER: 'http://127.0.0.1:9/realm',
  OIDC_CLIENT_ID: 'anteroom',
  OIDC_CLIENT_SECRET: 'not a secret',
  OIDC_REDIRECT_URL: 'http://127.0.0.1:9/api/auth/sso/callback',
};

let dataDir: string;
let hub: Program<{ url: string }>;
let browser: Browser;
let setupUrl: string;
const complaints: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'anteroom-first-start-'));
  // As root, the database runs as a user of its own, who must be able to get there.
  chmodSync(dataDir, 0o755);
  const logFile = `${dataDir}/logs/hub.log`;
  const env = { PORT: '0', ANTEROOM_DATA_DIR: `${dataDir}/hub`, ANTEROOM_DEMO: '', ...DEAD_PROVIDER };
  [hub, browser] = await Promise.all([
    startProgram<{ url: string }>({ name: 'hub', script: 'hub/main.ts', env, top: TOP, logFile }),
    launchBrowser(),
  ]);
  setupUrl = await vi.waitFor(() => printedLink(logFile), 5_000);
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function printedLink(logFile: string): string {
  const [link] = /https?:\S+\/setup\?token=\S+/u.exec(readFileSync(logFile, 'utf8')) ?? [];
  if (!link) throw new Error('the hub has printed no link');
  return link;
}

async function openBrowser(locale: string, timezoneId: string): Promise<BrowserContext> {
  return browser.newContext({ viewport: DESK, locale, timezoneId });
}

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(url);
  return page;
}

const input = (page: Page, testId: string) => page.getByTestId(testId).locator('input').first();

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

/** For whoever wants to look: `ANTEROOM_PICTURES=<folder>`. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['ANTEROOM_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

let desk: BrowserContext;
let page: Page;

describe('the first start', () => {
  test('who comes without the link is told where it is', async () => {
    const stranger = await open(await openBrowser('ar-EG', 'Africa/Cairo'), hub.ready.url);
    await stranger.getByTestId('setup-needed').waitFor();
    expect(await stranger.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await violations(stranger)).toEqual([]);
    await look(stranger, 'sign-in-ar');
    await stranger.context().close();
  });

  test('a link that was cut short says what to do', async () => {
    const cut = await open(await openBrowser('de-DE', 'Europe/Berlin'), setupUrl.slice(0, -4));
    await cut.getByTestId('bad-link').waitFor();
    expect(await cut.getByTestId('bad-link').textContent()).toContain('Starten Sie den Server');
    expect(await violations(cut)).toEqual([]);
    await look(cut, 'bad-link-de');
    await cut.context().close();
  });

  test('the page reads the same from right to left, in the dark', async () => {
    const arabic = await open(await openBrowser('ar-EG', 'Africa/Cairo'), setupUrl);
    await arabic.getByTestId('setup-form').waitFor();
    expect(await input(arabic, 'setup-time-zone').inputValue()).toBe('Africa/Cairo');
    await look(arabic, 'setup-ar');
    await arabic.emulateMedia({ colorScheme: 'dark' });
    await arabic.getByTestId('setup-submit').click();
    expect(await violations(arabic)).toEqual([]);
    await look(arabic, 'setup-ar-dark');
    await arabic.context().close();
  });

  test('the printed link opens the form, and leaves the address bar at once', async () => {
    desk = await openBrowser('en-IN', 'Asia/Calcutta');
    page = await open(desk, setupUrl);
    await page.getByTestId('setup-form').waitFor();
    expect(page.url()).toBe(`${hub.ready.url}/setup`);
    expect(await input(page, 'setup-country').inputValue()).toBe('India');
    expect(await input(page, 'setup-time-zone').inputValue()).toBe('Asia/Kolkata');
    expect(await violations(page)).toEqual([]);
    await look(page, 'setup-en');
  });

  test('what is missing is said at its field, and the first one has the focus', async () => {
    await input(page, 'new-password').fill('12345');
    await page.getByTestId('setup-submit').click();
    expect(await page.locator('input[aria-invalid="true"]').count()).toBe(4);
    expect(await input(page, 'setup-clinic-name').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await look(page, 'setup-faults-en');
  });

  test('a time zone is found by a part of its name, with the keyboard', async () => {
    await input(page, 'setup-time-zone').fill('new york');
    await page.getByRole('option').first().waitFor();
    await look(page, 'setup-zones-en');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await input(page, 'setup-time-zone').inputValue()).toBe('America/New York');
  });

  test('setting up signs in, and the empty board says what to do', async () => {
    await input(page, 'setup-clinic-name').fill('Riverside Clinic');
    await input(page, 'setup-name').fill('Amina Haddad');
    await input(page, 'setup-email').fill(ADMIN.email);
    await input(page, 'new-password').fill(ADMIN.password);
    expect(await page.getByTestId('password-strength').getAttribute('data-strength')).toBe('strong');
    await page.getByTestId('setup-submit').click();
    await page.getByTestId('user-menu').waitFor();
    await page.getByText('No queues yet').waitFor();
    const toServices = page.getByRole('link', { name: 'Add services' });
    expect(await toServices.getAttribute('href')).toMatch(/\/settings\/services$/u);
    expect(page.url()).toMatch(/:\d+\/(?:#\/)?$/u);
    expect(await violations(page)).toEqual([]);
    await look(page, 'board-en');
  });

  test('the link works once', async () => {
    const again = await open(await openBrowser('en-GB', 'Europe/London'), setupUrl);
    await again.getByTestId('bad-link').getByText('set up already').waitFor();
    await again.getByTestId('to-sign-in').click();
    await again.getByTestId('sign-in-email').waitFor();
    expect(await again.getByTestId('setup-needed').count()).toBe(0);
    await again.context().close();
  });
});

describe('a new colleague', () => {
  async function asAdmin() {
    const { access_token: token } = await callApi({ baseUrl: hub.ready.url }, signIn, { body: ADMIN });
    return { baseUrl: hub.ready.url, headers: () => ({ authorization: `Bearer ${token}` }) };
  }

  test('chooses a password by their link and is signed in; another link lets them choose anew', async () => {
    const body = { email: 'desk@riverside.example', display_name: { text: 'Noor' }, role: 'front_desk' as const };
    const admin = await asAdmin();
    const { user, link } = await callApi(admin, createUser, { body });
    const first = await open(await openBrowser('en-GB', 'Europe/London'), link.url);
    await first.getByText('Welcome, Noor').waitFor();
    expect(first.url()).toBe(`${hub.ready.url}/welcome`);
    await input(first, 'new-password').fill('short');
    await first.getByTestId('welcome-submit').click();
    expect(await first.locator('input[aria-invalid="true"]').count()).toBe(1);
    expect(await violations(first)).toEqual([]);
    await look(first, 'welcome-en');
    await input(first, 'new-password').fill('seven chairs by the window');
    await first.getByTestId('welcome-submit').click();
    await first.getByText('Ask an administrator').waitFor();

    const reset = await callApi(admin, createUserLink, { params: { id: user.id } });
    const second = await open(await openBrowser('ar-EG', 'Africa/Cairo'), reset.url);
    await input(second, 'new-password').fill('eight chairs by the window');
    expect(await violations(second)).toEqual([]);
    await look(second, 'welcome-ar');
    await second.getByTestId('welcome-submit').click();
    await second.getByTestId('user-menu').waitFor();
  });
});

describe('single sign-on', () => {
  test('has its button, and says in words why it failed, once', async () => {
    const back = await open(await openBrowser('en-GB', 'Europe/London'), hub.ready.url);
    await back.getByTestId('sign-in-sso').waitFor();
    expect(await violations(back)).toEqual([]);
    await back.getByTestId('sign-in-sso').click();
    await back.getByTestId('sign-in-error').getByText('did not work').waitFor();
    expect(back.url()).not.toContain('sso_error');
    await look(back, 'sso-failed-en');
    await back.reload();
    await back.getByTestId('sign-in-email').waitFor();
    expect(await back.getByTestId('sign-in-error').count()).toBe(0);
  });
});

test('no page complained, but for sessions that do not exist and links that are no good', () => {
  const ordinary = /status of (?:401|404|400|410|409|403)/u;
  expect(complaints.filter((complaint) => !ordinary.test(complaint))).toEqual([]);
});

test('the board tells the time of the clinic, wherever the browser is', async () => {
  const session = await callApi({ baseUrl: hub.ready.url }, signIn, { body: ADMIN });
  expect(session.location?.time_zone).toBe('America/New_York');
  await hub.kill();
  const badge = page.locator('[data-testid="live-state"][data-state="stale"]');
  await badge.waitFor();
  // Half an hour apart, the two zones never show the same minute.
  const shown = (await badge.textContent()) ?? '';
  expect(recentTimes('America/New_York').some((time) => shown.includes(time))).toBe(true);
  expect(recentTimes('Asia/Kolkata').some((time) => shown.includes(time))).toBe(false);
});

/** `7:04`, of this minute and the two before it. */
function recentTimes(timeZone: string): string[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit', hour12: true });
  return [0, 1, 2].map((minutes) => format.format(Date.now() - minutes * 60_000).split(/\s/u)[0] ?? '');
}
