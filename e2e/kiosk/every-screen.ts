import type { Browser, Page, PageScreenshotOptions } from 'playwright-core';
import { NOON } from '#testing/device/device-world.ts';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import type { StaffOverview } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import { LANDSCAPE, PORTRAIT } from './kiosk-page.ts';
import { openKioskStand } from './kiosk-stand.ts';
import { stopClock } from './stop-clock.ts';
import { tellOtherwise } from './told-otherwise.ts';
import { EVERYTHING, walkScreens, walkStaffScreens } from './walk-screens.ts';
import { walkTroubles } from './walk-troubles.ts';

/** Small enough to travel with the sources, large enough to see a word that runs out of its button. */
const SCALE = 1 / 3;
export type View = { language: Language; orientation: 'portrait' | 'landscape' };
/** Each language stands upright, as most kiosks do; the widest words and the other direction also lie. */
export const VIEWS: readonly View[] = [
  ...LANGUAGES.map(({ code }): View => ({ language: code, orientation: 'portrait' })),
  { language: 'en', orientation: 'landscape' },
  { language: 'ar', orientation: 'landscape' },
];

const OVERVIEW: StaffOverview = {
  appVersion: '1.0.0',
  deviceName: 'Entrance',
  deviceUid: null,
  lane: 'A',
  hubUrl: 'http://hub.example',
  businessDate: '2026-03-14',
  clock: NOON,
  startedAt: NOON,
  disk: { freeBytes: 80 * 1024 ** 3, totalBytes: 250 * 1024 ** 3 },
  can: { restart: true, exit: true },
  printer: { address: 'tcp://192.168.1.20?profile=epson-tm-t20', status: { state: 'ready', checkedAt: NOON } },
};
const NO_LINE = { online: false, lastContactAt: null, outboxDepth: 1, oldestOutboxAt: NOON, lastError: null };

const WITH_CODE = new Set(['token', 'token-printed', 'token-screen-only']);

/**
 * Every screen of a kiosk as a PNG, by name: of patients, of staff and of trouble, at one moment that does not pass. What
 * differs each time (a visit's code, this machine's disk) is left out or told otherwise.
 */
export async function pictureEveryScreen(
  browser: Browser,
  { language, orientation }: View,
  keep: (name: string, png: Buffer) => void,
): Promise<void> {
  const viewport = orientation === 'portrait' ? PORTRAIT : LANDSCAPE;
  const take = async (page: Page, name: string): Promise<void> => {
    const code = page.getByTestId('follow-code');
    if (WITH_CODE.has(name)) await code.waitFor();
    // What stands under the pointer would be marked, or not yet: a finger marks nothing.
    await page.mouse.move(0, 0);
    // The pieces of the fonts that these words need: Chinese is added after the first paint, and `fonts.ready` may be told before
    // any piece was asked for.
    await page.waitForFunction(() => [...document.fonts].some(({ family }) => family.includes('Noto Sans SC')));
    await page.evaluate(async () => {
      const { fontFamily } = getComputedStyle(document.body);
      await document.fonts.load(`16px ${fontFamily}`, document.body.innerText);
      await document.fonts.ready;
    });
    const options: PageScreenshotOptions = {
      animations: 'disabled',
      scale: 'device',
      mask: [code],
      maskColor: '#8a8a8a',
    };
    keep(name, await page.screenshot(options));
  };
  const stand = await openKioskStand({ ...EVERYTHING, clock: () => NOON });
  try {
    const context = await browser.newContext({ viewport, deviceScaleFactor: SCALE, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await stopClock(page, NOON);
    const start = { language, largeText: false, highContrast: false, lowReach: false, speech: false };
    const told = await tellOtherwise(page, { 'device.state': { sync: NO_LINE }, 'kiosk.settings': { start } });
    told.answers = { 'staff.overview': OVERVIEW };
    await page.goto(stand.url);
    await walkScreens(page, language, 'normal', async (name) => take(page, name));
    await walkStaffScreens(page, async (name) => take(page, name));
    await context.close();
  } finally {
    await stand.close();
  }
  const troubled = await openKioskStand({ clock: () => NOON });
  try {
    const options = { deviceScaleFactor: SCALE, time: NOON };
    await walkTroubles(browser, { url: troubled.url, language, viewport, ...options }, take);
  } finally {
    await troubled.close();
  }
}
