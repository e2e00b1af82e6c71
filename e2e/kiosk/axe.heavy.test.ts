import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { launchBrowser } from '../browser.ts';
import { findViolations } from './check-accessibility.ts';
import { LANDSCAPE, openKioskPage, PORTRAIT } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';
import { EVERYTHING, MODES, walkScreens } from './walk-screens.ts';

/** Every screen × every language × every mode, in turn upright and lying; one page each, which is never loaded again. */
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

describe.each([
  ['upright', PORTRAIT, true],
  ['lying', LANDSCAPE, false],
] as const)('a kiosk that stands %s', (_name, size, upright) => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    ({ context, page } = await openKioskPage(browser, stand.url, size));
  });
  afterAll(async () => context?.close());

  test.each(ALL.filter(({ isUpright }) => isUpright === upright))(
    'axe finds nothing in $code, $mode',
    async ({ code, mode }) => {
      const found: string[] = [];
      await walkScreens(page, code, mode, async (screen) => {
        for (const violation of await findViolations(page)) found.push(`${screen}: ${violation}`);
      });
      expect(found).toEqual([]);
    },
  );
});
