import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printerOf, startVirtualPrinterProcess, type PrinterProcess } from './printer-process.ts';
import { launchBrowser } from '../browser.ts';
import { leaveKiosk, registerWalkIn } from '../walk-in.ts';
import { openKioskPage } from './kiosk-page.ts';
import { openKioskStand, STAFF_PIN, type KioskStand } from './kiosk-stand.ts';

/** Staff at the kiosk: in by PIN, printer chosen and tried, a ticket printed again, a report without any person in it. */
let printer: PrinterProcess;
let stand: KioskStand;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  printer = await startVirtualPrinterProcess();
  [stand, browser] = await Promise.all([openKioskStand(), launchBrowser()]);
  ({ page } = await openKioskPage(browser, stand.url));
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
  await printer?.stop();
});

const tap = async (testId: string): Promise<void> => page.getByTestId(testId).first().click();
/** The shortcut opens the door from the first screen alone: whoever has just left must have come back to it. */
async function enter(): Promise<void> {
  await page.getByTestId('attract').waitFor();
  await page.keyboard.press('Control+Alt+s');
  await tryPin(STAFF_PIN);
}
async function tryPin(pin: string): Promise<void> {
  await page.getByTestId('staff-pin').fill(pin);
  await tap('continue');
}

test('holding the mark opens the door, and a wrong PIN does not', async () => {
  await page.getByTestId('staff-door').hover();
  await page.mouse.down();
  await page.getByTestId('staff-pin').waitFor();
  await page.mouse.up();
  await tryPin('0000');
  await page.getByText('That is not the PIN').waitFor();
  expect(await page.getByTestId('staff-pin').inputValue()).toBe('');
  await tap('staff-leave');
});

test('staff choose a printer and try it', async () => {
  await enter();
  await tap('staff-printer');
  await page.getByTestId('printer-address').fill('not a printer://');
  await tap('printer-choose');
  await page.getByRole('alert').waitFor();
  await page.getByTestId('printer-address').fill(printerOf(printer));
  await tap('printer-choose');
  await page.getByTestId('printer-state').getByText('Ready').waitFor();
  await tap('staff-test-page');
  const tested = page.getByTestId('staff-tested');
  await expect.poll(async () => tested.innerText(), { timeout: 30_000 }).toBe('The test page is out');
  await tap('staff-leave');
});

test('a ticket is printed, and printed again as a copy', async () => {
  const { token } = await registerWalkIn(page, { firstName: 'Amina', lastName: 'Haddad', phone: '0151 23456789' });
  await page.getByTestId('print-state').getByText('Take your ticket').waitFor({ timeout: 30_000 });
  await leaveKiosk(page);
  await enter();
  await tap('staff-tickets');
  const ticket = page.getByTestId('staff-ticket').filter({ hasText: token });
  await ticket.getByTestId('staff-reprint').click();
  await expect.poll(async () => ticket.innerText()).toContain('Copies: 2');
});

test('the report for whoever helps names no one', async () => {
  await tap('staff-device');
  const [download] = await Promise.all([page.waitForEvent('download'), tap('staff-diagnostics')]);
  const report = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(report)).toMatchObject({ log: { lastSeq: 1 }, settings: { hasPin: false } });
  expect(report).not.toMatch(/Amina|Haddad|2345678|1984|A-001|argon2|a-key/u);
});

test('staff set the language and the layout of the first screen, for everyone until they change it', async () => {
  await tap('staff-start');
  await tap('start-language-ar');
  await page.getByText('لغة الشاشة الأولى').waitFor();
  await tap('start-lowReach');
  await expect.poll(async () => page.getByTestId('start-lowReach').getAttribute('aria-pressed')).toBe('true');
  await tap('staff-leave');
  await page.getByTestId('attract').waitFor();
  expect(await page.getByTestId('low-reach').getAttribute('aria-pressed')).toBe('true');
  await page.getByText('أهلًا وسهلًا').waitFor();
  await enter();
  await tap('staff-start');
  await tap('start-language-clinic');
  await tap('start-lowReach');
  await expect.poll(async () => page.getByTestId('start-lowReach').getAttribute('aria-pressed')).toBe('false');
});

test('the log shows what waits for the hub', async () => {
  await tap('staff-log');
  await page.getByTestId('staff-op').first().getByText('visit.check_in').waitFor();
  expect(await page.getByTestId('staff-outbox').innerText()).toBe('1');
  await tap('staff-sync-now');
  await tap('staff-leave');
  await page.getByTestId('attract').waitFor();
});
