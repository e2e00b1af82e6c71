import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { launchBrowser } from '../browser.ts';
import { findViolations } from './check-accessibility.ts';
import { LANDSCAPE, openKioskPage, PORTRAIT } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';
import { EVERYTHING, MODES, walkScreens } from './walk-screens.ts';

/** Every screen × every language × every mode, in turn upright and lying. */
let stand: KioskStand;
let browser: Browser;
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(EVERYTHING), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

const ALL = LANGUAGES.flatMap(({ code }, n) => MODES.map((mode, m) => ({ code, mode, isUpright: (n + m) % 2 === 0 })));

test.each(ALL)('axe finds nothing in $code, $mode', async ({ code, mode, isUpright }) => {
  const { context, page } = await openKioskPage(browser, stand.url, isUpright ? PORTRAIT : LANDSCAPE);
  const found: string[] = [];
  await walkScreens(page, code, mode, async (screen) => {
    for (const violation of await findViolations(page)) found.push(`${screen}: ${violation}`);
  });
  await context.close();
  expect(found).toEqual([]);
});
