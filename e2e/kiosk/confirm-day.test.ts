import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { saveBusinessDate } from '#shared/device/service-day/service-day.store.ts';
import { launchBrowser } from '../browser.ts';
import { PORTRAIT } from './kiosk-page.ts';
import { openKioskStand, STAFF_PIN, type KioskStand } from './kiosk-stand.ts';

/** A kiosk that was off for a week and hears no hub. `ANTEROOM_PICTURES` keeps what was seen. */
const PICTURES = process.env['ANTEROOM_PICTURES'];
let stand: KioskStand;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [stand, browser] = await Promise.all([
    openKioskStand({ prepare: (db) => writeTransaction(db, (tx) => saveBusinessDate(tx, '2026-03-14')) }),
    launchBrowser(),
  ]);
  page = await browser.newPage({ viewport: PORTRAIT, reducedMotion: 'reduce' });
  await page.goto(stand.url);
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

test('after a week in the dark staff confirm the day, and the kiosk is open again', async () => {
  await page.getByTestId('out-of-service-clockJumped').waitFor();
  await page.keyboard.press('Control+Alt+s');
  await page.getByTestId('staff-pin').fill(STAFF_PIN);
  await page.getByTestId('continue').first().click();
  await page.getByTestId('staff-device').first().click();
  await page.getByTestId('staff-confirm-day').waitFor();
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/confirm-day.png` });
  }
  await page.getByTestId('staff-confirm-day').click();
  await expect.poll(async () => page.getByTestId('staff-confirm-day').count()).toBe(0);
  await page.getByTestId('staff-leave').first().click();
  await page.getByTestId('attract').waitFor();
});
