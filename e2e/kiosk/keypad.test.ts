import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openKioskPage } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';

/** Arrows, Enter and Back, headphones on, and nothing else: as someone who sees nothing of the screen. */
let stand: KioskStand;
let browser: Browser;
let page: Page;
const clips: string[] = [];
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand({ appointments: [20] }), launchBrowser()]);
  ({ page } = await openKioskPage(browser, stand.url));
  page.on('request', (request) => {
    const clip = /speech\/(.*)\.opus$/u.exec(request.url())?.[1];
    if (clip) clips.push(clip);
  });
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

const focused = async (): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');

/** Down, until it is there: more presses than there are stops mean that it cannot be reached. */
async function goTo(testId: string): Promise<void> {
  await page.getByTestId(testId).first().waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused()) === testId) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${testId} cannot be reached with the arrows`);
}

async function choose(testId: string): Promise<void> {
  await goTo(testId);
  await page.keyboard.press('Enter');
}

/** As who listens before choosing: what is read out is cut off by what comes next. */
async function hear(clip: string): Promise<void> {
  await expect.poll(() => clips, { timeout: 20_000 }).toContain(`en/${clip}`);
}

test('a walk-in gets a number', async () => {
  await choose('speech');
  await hear('speech.on');
  await choose('attract');
  await goTo('purpose-walk-in');
  await hear('purpose.walkIn');
  await choose('purpose-walk-in');
  await page.getByTestId('phone').waitFor();
  await hear('phone.title');
  await page.keyboard.type('02079461234');
  await page.keyboard.press('Enter');
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type('05051984');
  await page.keyboard.press('Enter');
  await page.getByTestId('first-name').waitFor();
  // Keys on the screen are said as they are touched.
  await page.locator('[data-key] >> text=/^b$/i').click();
  await hear('sign-B');
  await page.keyboard.type('Zoe');
  await goTo('last-name');
  await page.keyboard.type('Brien');
  await page.keyboard.press('Enter');
  await choose('service-choice');
  await choose('doctor-any');
  expect(await page.getByTestId('token').innerText()).toBe('A-001');
  await hear('sign-A');
  await choose('token-done');
  await page.getByTestId('attract').waitFor();
});

test('and has heard the questions, the choices and the number, from recordings of this kiosk', () => {
  const heard = ['speech.on', 'purpose.title', 'purpose.walkIn', 'phone.title', 'token.title', 'sign-A'];
  expect(clips).toEqual(expect.arrayContaining(heard.map((clip) => `en/${clip}`)));
});

test('someone very unwell, and someone who goes back', async () => {
  await choose('attract');
  await choose('purpose-unwell');
  await goTo('emergency-confirm');
  await page.keyboard.press('Escape');
  await choose('purpose-unwell');
  await choose('emergency-confirm');
  expect(await page.getByTestId('token').innerText()).toBe('A-002');
  await choose('token-done');
});

test('someone with an appointment, without a scanner', async () => {
  await choose('attract');
  await choose('purpose-appointment');
  await choose('booking-no-code');
  await page.getByTestId('phone').waitFor();
  await page.keyboard.type('02079460958');
  await page.keyboard.press('Enter');
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type('05051984');
  await page.keyboard.press('Enter');
  await choose('appointment-confirm');
  expect(await page.getByTestId('token').innerText()).toBe('A-003');
  await choose('token-done');
});
