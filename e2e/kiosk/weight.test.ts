import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';

let stand: KioskStand;
let browser: Browser;
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

test('the first screen needs less than 250 kB of script', async () => {
  const page = await browser.newPage();
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
  });
  await page.goto(stand.url);
  await page.getByTestId('attract').waitFor();
  const bodies = await Promise.all(scripts);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
});

test('a screen is there at once: nothing moves in it, and nothing fades when it is touched', async () => {
  const page = await browser.newPage({ reducedMotion: 'no-preference' });
  await page.goto(stand.url);
  await page.evaluate(() => {
    addEventListener('transitionstart', () => (document.body.dataset['moved'] = 'a transition'));
    addEventListener('animationstart', () => (document.body.dataset['moved'] = 'an animation'));
  });
  for (const testId of ['attract', 'purpose-walk-in', 'help']) {
    await page.getByTestId(testId).first().hover();
    await page.getByTestId(testId).first().click();
  }
  await page.getByRole('dialog').waitFor();
  expect(await page.evaluate(() => document.body.dataset['moved'])).toBeUndefined();
});

test('letters of every language are there before anybody chooses it', async () => {
  const page = await browser.newPage();
  await page.goto(stand.url);
  const chinese = async (): Promise<number> =>
    page.evaluate(
      () => [...document.fonts].filter(({ family, status }) => family.includes('SC') && status === 'loaded').length,
    );
  await page.getByText('中文').waitFor();
  // The two of its name come with the first screen.
  await expect.poll(chinese, { timeout: 30_000 }).toBeGreaterThan(15);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});
