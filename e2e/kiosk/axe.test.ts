import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#shared/domain/language.ts';
import { launchBrowser } from '../browser.ts';
import { findViolations } from './check-accessibility.ts';
import { LANDSCAPE, openKioskPage, PORTRAIT } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';
import { EVERYTHING, walkScreens, walkStaffScreens, type Mode } from './walk-screens.ts';

/** Every screen in languages that differ in script and direction, and in every mode. All eight: axe.heavy.test.ts. */
let stand: KioskStand;
let browser: Browser;
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(EVERYTHING), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

const WALKS: readonly [Language, Mode, 'portrait' | 'landscape'][] = [
  ['en', 'normal', 'portrait'],
  ['ar', 'large-text', 'portrait'],
  ['de', 'low-reach', 'portrait'],
  ['hi', 'high-contrast', 'landscape'],
];

test.each([
  ['#aaa', 'color-contrast'],
  ['#777', 'color-contrast-enhanced'],
])('axe is listening: it finds a picture without words and %s text (%s)', async (colour, rule) => {
  const { context, page } = await openKioskPage(browser, stand.url);
  await page.evaluate((pale) => {
    const [picture, text] = [document.createElement('img'), document.createElement('p')];
    picture.src = './assets/none.svg';
    text.textContent = 'pale';
    text.style.cssText = `color: ${pale}; background: #fff; position: fixed; inset-block-start: 0`;
    document.querySelector('main')?.append(picture, text);
  }, colour);
  const found = (await findViolations(page)).map((line) => line.split(':')[0]);
  await context.close();
  expect(found).toEqual(expect.arrayContaining(['image-alt', rule]));
});

test.each(WALKS)('axe finds nothing on any screen in %s, %s, %s', async (language, mode, orientation) => {
  const size = orientation === 'portrait' ? PORTRAIT : LANDSCAPE;
  const { context, page } = await openKioskPage(browser, stand.url, size);
  const found: string[] = [];
  const check = async (screen: string): Promise<void> => {
    for (const violation of await findViolations(page)) found.push(`${screen}: ${violation}`);
  };
  await walkScreens(page, language, mode, check);
  if (mode === 'normal') await walkStaffScreens(page, check);
  await context.close();
  expect(found).toEqual([]);
});
