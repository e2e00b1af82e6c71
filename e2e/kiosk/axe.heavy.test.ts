import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import type { KioskStart } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import { launchBrowser } from '../browser.ts';
import { findViolations } from './check-accessibility.ts';
import { LANDSCAPE, openKioskPage, PORTRAIT } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';
import { EVERYTHING, MODES, walkScreens, walkStaffScreens, type Mode } from './walk-screens.ts';
import { walkIdle } from './walk-idle.ts';
import { walkTroubles } from './walk-troubles.ts';
import { tellOtherwise } from './told-otherwise.ts';

/** Every screen × every language × every mode, in turn upright and lying. */
let stand: KioskStand;
let plain: KioskStand;
let browser: Browser;
const checked = new Set<string>();
let checks = 0;

async function check(page: Page, where: string, screen: string, found: string[]): Promise<void> {
  checked.add(screen);
  checks += 1;
  for (const violation of await findViolations(page)) found.push(`${where}, ${screen}: ${violation}`);
}

beforeAll(async () => {
  [stand, plain, browser] = await Promise.all([openKioskStand(EVERYTHING), openKioskStand(), launchBrowser()]);
  // Of whom the staff area tells.
  const kiosk = await callKiosk(stand.url);
  await kiosk.checkIn({ ...walkIn(await kiosk.choices()), idempotencyKey: randomUUID() });
  kiosk.close();
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
  await plain?.close();
  console.log(`axe: ${checked.size} screens × ${LANGUAGES.length} languages × ${MODES.length} modes, ${checks} checks`);
  console.log([...checked].toSorted().join(' '));
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
      await walkScreens(page, code, mode, async (screen) => check(page, mode, screen, found));
      expect(found).toEqual([]);
    },
  );
});

const SIZES = [PORTRAIT, LANDSCAPE];

/** As the clinic would set it for everyone: whoever reads of trouble has chosen nothing. */
function startIn(language: Language, mode: Mode): KioskStart {
  return {
    language,
    largeText: mode === 'large-text',
    highContrast: mode === 'high-contrast',
    lowReach: mode === 'low-reach',
    speech: false,
  };
}

describe.each(ALL)('in $code, $mode', ({ code, mode, isUpright }) => {
  const viewport = SIZES[isUpright ? 0 : 1]!;

  test('axe finds nothing on the screens that tell of trouble', async () => {
    const found: string[] = [];
    const given = { url: plain.url, language: code, viewport, preferences: startIn(code, mode) };
    await walkIdle(browser, given, async (page, screen) => check(page, mode, screen, found));
    await walkTroubles(browser, given, async (page, screen) => check(page, mode, screen, found));
    expect(found).toEqual([]);
  });

  test('axe finds nothing in the staff area', async () => {
    const found: string[] = [];
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await tellOtherwise(page, { 'kiosk.settings': { start: startIn(code, mode) } });
    await page.goto(stand.url);
    await walkStaffScreens(page, async (screen) => check(page, mode, screen, found));
    await context.close();
    expect(found).toEqual([]);
  });
});
