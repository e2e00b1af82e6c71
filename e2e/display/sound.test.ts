import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHIME_TONES_HZ } from '#display/renderer/sound/chime-samples.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';

import { aCall, idleTopics, servePage, standInDevice, type StandInDevice } from './display-page.ts';
import { launchBrowser } from '../browser.ts';
import { tapLoudspeaker } from './listen-to-page.ts';

let site: Awaited<ReturnType<typeof servePage>>;
let browser: Browser;

beforeAll(async () => {
  site = await servePage();
});
afterEach(async () => {
  await browser.close();
});
afterAll(() => site.close());

async function openDisplay(calls: [number, Announcement][]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(tapLoudspeaker);
  await page.addInitScript(noteButtons);
  await page.addInitScript(standInDevice, { topics: idleTopics(), calls });
  await page.goto(site.url);
  return page;
}

/** Runs in the page: when it began to ask for a touch, and when it no longer did. */
function noteButtons(): void {
  const seen: string[] = [];
  Object.assign(globalThis, { seen });
  new MutationObserver(() => {
    const now = document.querySelector('[data-testid=enable-sound]') ? 'asks for a touch' : 'does not ask';
    if (now !== (seen.at(-1) ?? 'does not ask')) seen.push(now);
  }).observe(document, { childList: true, subtree: true });
}

const chimesPlayed = async (page: Page) => Number((await page.locator('html').getAttribute('data-chimes-played')) ?? 0);
const acknowledged = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { device: StandInDevice }).device.asked.map(({ input }) => input));

describe('the chime of a call', () => {
  it('leaves the page as an E and then a C, loud and unclipped', async () => {
    browser = await launchBrowser('allowed');
    const page = await openDisplay([[1_500, aCall(47)]]);
    await expect.poll(() => chimesPlayed(page), { timeout: 15_000 }).toBe(1);
    const heard = await page.evaluate(() => globalThis.heard);

    const notes = heard.filter(({ rms }) => rms > 0.1).map(({ hz }) => Math.round(hz / 12) * 12);
    const [high, low] = CHIME_TONES_HZ;
    // The ear tells frequencies apart by 6 Hz.
    expect(new Set(notes).size).toBe(2);
    expect(Math.abs((notes[0] ?? 0) - high)).toBeLessThan(12);
    expect(Math.abs((notes.at(-1) ?? 0) - low)).toBeLessThan(12);
    const loudest = Math.max(...heard.map(({ peak }) => peak));
    expect(loudest).toBeGreaterThan(0.6);
    expect(loudest).toBeLessThanOrEqual(0.85);
    await expect
      .poll(() => acknowledged(page), { timeout: 15_000 })
      .toEqual([{ uid: aCall(47).uid, callCount: 1, heard: true }]);
  });

  it('is asked for by a touch where the browser keeps the page silent, and is not claimed before', async () => {
    browser = await launchBrowser('after-touch');
    const page = await openDisplay([
      [1_500, aCall(47)],
      [9_500, aCall(48)],
    ]);
    // Nothing may be asked of the page until it is touched: the browser takes that for the touch.
    await page.waitForTimeout(8_500);
    await page.mouse.click(960, 980);
    await expect
      .poll(() => acknowledged(page), { timeout: 15_000 })
      .toEqual([
        { uid: aCall(47).uid, callCount: 1, heard: false },
        { uid: aCall(48).uid, callCount: 1, heard: true },
      ]);
    expect(await chimesPlayed(page)).toBe(1);
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
      'asks for a touch',
      'does not ask',
    ]);
  });
});
