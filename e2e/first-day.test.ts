import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { openClinic, type OpenClinic } from './open-clinic.ts';
import { leaveKiosk, registerWalkIn } from './walk-in.ts';

/** The first day of a clinic, from the first touch at the kiosk to a hub that is killed and comes back. */
const KIOSK = { width: 1080, height: 1920 };
const DISPLAY = { width: 1920, height: 1080 };
const DASHBOARD = { width: 1440, height: 900 };

let clinic: OpenClinic;
let browser: Browser;
let kiosk: Page;
let display: Page;
let dashboard: Page;
let tray: Page;
const complaints: string[][] = [];

async function open(url: string, size: { width: number; height: number }): Promise<Page> {
  const opened = await openPage(browser, url, size);
  complaints.push(opened.complaints);
  return opened.page;
}

beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchBrowser()]);
  kiosk = await open(clinic.kiosk.ready.url, KIOSK);
  display = await open(clinic.display.ready.url, DISPLAY);
  dashboard = await open(clinic.hub.ready.url, DASHBOARD);
  tray = await open(clinic.printer.ready.trayUrl, DASHBOARD);
});

afterAll(async () => {
  await browser?.close();
  await clinic?.close();
});

const tokens: string[] = [];

describe('the first day', () => {
  test('a person without an appointment gets a token at the kiosk, in five taps', async () => {
    const { token, taps } = await registerWalkIn(kiosk, {
      firstName: 'Zoë',
      lastName: "O'Brien",
      phone: '0151 23456789',
    });
    tokens.push(token);
    expect(token).toMatch(/^[A-Z]+-001$/u);
    expect(taps).toBeLessThanOrEqual(5);
    await kiosk.getByTestId('print-state').getByText('Take your ticket').waitFor();
    await leaveKiosk(kiosk);
  });

  test('the ticket comes out of the printer and can be seen', async () => {
    const picture = tray.getByRole('img').first();
    await picture.waitFor();
    const size = await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    expect(size[0]).toBeGreaterThan(300);
    expect(size[1]).toBeGreaterThan(300);
  });

  test('staff sign in and find the token in the queue of the doctor', async () => {
    await dashboard.getByTestId('sign-in-email').locator('input').fill(clinic.signIn.email);
    await dashboard.getByTestId('sign-in-password').locator('input').fill(clinic.signIn.password);
    await dashboard.getByTestId('sign-in-submit').click();
    await queueOf(tokens[0]!).waitFor();
    expect(await queueOf(tokens[0]!).getByTestId('waiting-entry').count()).toBe(1);
  });

  test('Next calls it to a station, and the display shows it and is heard', async () => {
    await queueOf(tokens[0]!).getByTestId('next').click();
    await display.getByTestId('call-screen').getByText(tokens[0]!).first().waitFor();
    await expect.poll(async () => chimesHeard(display), { timeout: 15_000 }).toBeGreaterThan(0);
    await display.getByTestId('recent-call').getByText(tokens[0]!).waitFor();
  });

  test('with the hub gone, two more people get their tickets', async () => {
    await clinic.hub.kill();
    for (const [firstName, lastName] of [
      ['محمد', 'حداد'],
      ['小明', '王'],
    ] as const) {
      const { token } = await registerWalkIn(kiosk, { firstName, lastName, phone: '0151 98765432' });
      tokens.push(token);
      await kiosk.getByTestId('print-state').getByText('Take your ticket').waitFor();
      await leaveKiosk(kiosk);
    }
    expect(new Set(tokens).size).toBe(3);
    await expect.poll(async () => tray.getByRole('img').count(), { timeout: 15_000 }).toBe(3);
  });

  test('when the hub is back, both arrive once and in order', async () => {
    await clinic.restartHub();
    for (const token of tokens.slice(1)) await queueOf(token).getByText(token).first().waitFor({ timeout: 60_000 });
    const visits = await visitsAtHub();
    expect(visits.map((visit) => visit.token)).toEqual(tokens);
    expect(visits.map((visit) => visit.name)).toEqual(["Zoë O'Brien", 'محمد حداد', '小明 王']);
  });

  test('nothing on any page complained', () => {
    // While the hub was killed its pages may say that they cannot reach it; nothing else is ordinary.
    const ordinary = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection|net::ERR|status of 401/u;
    expect(complaints.flat().filter((complaint) => !ordinary.test(complaint))).toEqual([]);
  });
});

function queueOf(token: string) {
  return dashboard.getByTestId('queue-group').filter({ hasText: token });
}

async function chimesHeard(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset['chimesPlayed'] ?? 0));
}

/** What the hub's own database holds, asked without the hub. */
async function visitsAtHub(): Promise<{ token: string; name: string }[]> {
  const client = new pg.Client({ connectionString: clinic.databaseUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ token: string; name: string }>(
      `SELECT lane || '-' || lpad(number::text, 3, '0') AS token, first_name || ' ' || last_name AS name
       FROM visits JOIN patients ON patients.id = patient_id ORDER BY visits.id`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
