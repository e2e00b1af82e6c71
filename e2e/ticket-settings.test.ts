import { randomUUID } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_EMAIL } from '#demo/clinic.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { createPairingCode } from '#shared/protocol/api/devices.ts';
import { pairDevice } from '#shared/protocol/api/sync.ts';
import { callKiosk, type KioskCaller } from '#testing/kiosk-caller.ts';
import { launchBrowser, openPage } from './browser.ts';
import { openClinic, type OpenClinic } from './open-clinic.ts';

/** A manager changes the ticket and sees it before anybody gets one; the desk asks for a copy and hears where it lies. */
let clinic: OpenClinic;
let browser: Browser;
let kiosk: KioskCaller;
let page: Page;
let serviceUid: string;

beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchBrowser()]);
  kiosk = await callKiosk(clinic.kiosk.ready.url);
  serviceUid = (await kiosk.choices()).services[0]!.uid;
  ({ page } = await openPage(browser, clinic.hub.ready.url, { width: 1440, height: 900 }));
  await page.getByTestId('sign-in-email').locator('input').fill(DEMO_EMAIL.admin);
  await page.getByTestId('sign-in-password').locator('input').fill(clinic.signIn.password);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('section-ticket').click();
});
afterAll(async () => {
  kiosk?.close();
  await browser?.close();
  await clinic?.close();
});

function logo(): Buffer {
  const canvas = createCanvas(600, 200);
  const context = canvas.getContext('2d');
  context.fillStyle = '#0b6e4f';
  context.fillRect(50, 40, 500, 120);
  return canvas.toBuffer('image/png');
}

const preview = () => page.locator('[data-testid=ticket-preview][data-fresh=true]');
/** What is on the screen once it is no longer `before`. */
async function previewAfter(before: string | null): Promise<string> {
  await expect
    .poll(async () => preview().getAttribute('src', { timeout: 15_000 }), { timeout: 15_000 })
    .not.toBe(before);
  return (await preview().getAttribute('src')) ?? '';
}
async function chooseLogo(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('ticket-logo-choose').click();
  await (await chooser).setFiles({ name, mimeType, buffer });
}

/** Paired, and never switched on. */
async function pairAnotherKiosk(name: string): Promise<void> {
  const hub = { baseUrl: clinic.hub.ready.url };
  const { password } = clinic.signIn;
  const session = await callApi(hub, signIn, { body: { email: DEMO_EMAIL.admin, password } });
  const headers = () => ({ authorization: `Bearer ${session.access_token}` });
  const { code } = await callApi({ ...hub, headers }, createPairingCode, { body: { kind: 'kiosk', name } });
  await callApi(hub, pairDevice, { body: { code, kind: 'kiosk', appVersion: '0.1.0' } });
}

type Paper = { text: string; complete: boolean };
async function papers(): Promise<Paper[]> {
  const state = await fetch(new URL('/api/state', clinic.printer.ready.trayUrl));
  return ((await state.json()) as { tickets: Paper[] }).tickets;
}
async function checkIn(): Promise<string> {
  const { token } = await kiosk.checkIn({
    idempotencyKey: randomUUID(),
    patient: { firstName: 'Amira', lastName: 'Haddad', birthDate: '1990-02-03', phone: '+442079460958' },
    serviceUid,
    doctorUid: null,
    language: 'en',
  });
  return token;
}

describe('the ticket', () => {
  test('is drawn anew as it is changed, in every language and on both papers', async () => {
    let seen = await previewAfter(null);
    await page.getByTestId('ticket-header').locator('input').fill('12 River Street');
    seen = await previewAfter(seen);
    await page.getByTestId('preview-paper-58').click();
    seen = await previewAfter(seen);
    await page.getByTestId('preview-language').locator('button').click();
    await page.getByRole('option', { name: 'العربية' }).click();
    expect(await previewAfter(seen)).not.toBe(seen);
  });

  test('takes a logo, and says what is wrong with one it cannot take', async () => {
    await chooseLogo('logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    await page.getByTestId('ticket-logo-problem').getByText('Save it as a PNG').waitFor();
    const before = await preview().getAttribute('src');
    await chooseLogo('logo.png', 'image/png', logo());
    await page.getByTestId('ticket-logo').waitFor();
    await previewAfter(before);
    expect(await page.getByTestId('ticket-logo-problem').count()).toBe(0);
  });

  test('is printed as it was chosen, from the next patient on', async () => {
    await checkIn();
    await expect.poll(async () => (await papers()).length, { timeout: 20_000 }).toBe(1);
    await page.getByTestId('ticket-save').click();
    await page.getByTestId('notice').waitFor();
    // By then the kiosk has read the feed.
    await expect
      .poll(
        async () => {
          const before = (await papers()).length;
          await checkIn();
          await expect.poll(async () => (await papers()).length, { timeout: 20_000 }).toBe(before + 1);
          return (await papers()).at(-1)?.text.includes('12 River Street');
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBe(true);
    expect((await papers())[0]?.text).not.toContain('12 River Street');
  });

  test('comes out once more at the desk’s request, and the desk hears of it', async () => {
    const before = await papers();
    await page.getByTestId('nav-board').click();
    await page.getByTestId('waiting-entry').first().locator('button').first().click();
    await page.getByTestId('action-reprint').first().click();
    await page.getByTestId('notice').getByText('was printed at').waitFor({ timeout: 30_000 });
    const after = await papers();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)?.text).toContain('COPY 2');
  });

  test('comes out at the kiosk that the desk chooses, where there are several', async () => {
    await pairAnotherKiosk('Back door');
    await page.reload();
    const before = await papers();
    await page.getByTestId('waiting-entry').first().locator('button').first().click();
    await page.getByTestId('action-reprint').first().click();
    await page.getByTestId('reprint-kiosk').filter({ hasText: 'Back door' }).waitFor();
    await page.getByTestId('reprint-kiosk').filter({ hasText: 'Entrance' }).click();
    await page.getByTestId('notice').getByText('Copy 3').waitFor({ timeout: 30_000 });
    expect(await papers()).toHaveLength(before.length + 1);
  });
});
