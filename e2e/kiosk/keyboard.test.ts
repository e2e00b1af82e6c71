import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openKioskPage } from './kiosk-page.ts';
import { BOOKED, openKioskStand, STAFF_PIN, type KioskStand } from './kiosk-stand.ts';
import { EVERYTHING, scan } from './walk-screens.ts';

/** Tab, Enter, Space and Escape, as anyone's keyboard has them: every way through the kiosk, every step on, and no pointer. */
let stand: KioskStand;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(EVERYTHING), launchBrowser()]);
  ({ page } = await openKioskPage(browser, stand.url));
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

/** On until it is there. What has the focus must be seen to have it. */
async function tabTo(testId: string): Promise<void> {
  await page.getByTestId(testId).first().waitFor();
  for (let presses = 0; presses < 90; presses += 1) {
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (!(at instanceof HTMLElement)) return null;
      // A field shows it by the colour of its frame; everything else by its outline.
      const isSeen = at.matches(':focus-visible') || at.matches('[data-focus-visible]');
      return { id: at.dataset['testid'] ?? '', isSeen, isField: at.matches('input, [role="spinbutton"], select') };
    });
    if (focused?.id === testId) {
      if (!focused.isSeen && !focused.isField) throw new Error(`${testId} has the focus, and nobody can see it`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${testId} cannot be reached with Tab`);
}
async function press(testId: string, key = 'Enter'): Promise<void> {
  await tabTo(testId);
  await page.keyboard.press(key);
}
async function type(testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
async function leave(): Promise<string> {
  const token = await page.getByTestId('token').innerText();
  await press('token-done');
  await page.getByTestId('attract').waitFor();
  return token;
}

describe('with a keyboard alone', () => {
  test('someone new answers every question and gets a number', async () => {
    await press('language-de');
    await press('purpose-walk-in');
    await type('phone', '02079461234');
    await type('birth-date', '05051984');
    await page.getByTestId('first-name').waitFor();
    await page.keyboard.type('Zoë');
    await tabTo('last-name');
    await page.keyboard.type('O’Brien');
    await page.keyboard.press('Enter');
    await press('gender-undisclosed');
    await press('service-choice', 'Space');
    await press('doctor-any');
    await press('reason-choice');
    await press('requirement-wheelchair', 'Space');
    await press('continue');
    await press('payment-desk');
    expect(await leave()).toBe('A-001');
  });

  test('whoever was here before says that it is they', async () => {
    await press('attract');
    await press('purpose-walk-in');
    await type('phone', '02079461234');
    await type('birth-date', '05051984');
    await press('recognise-yes');
    await press('service-choice');
    await press('doctor-choice');
    await press('reason-other');
    await type('typed-reason', 'Knee');
    await page.getByTestId('requirement-wheelchair').waitFor();
    await press('continue');
    await press('payment-desk');
    expect(await leave()).toBe('A-002');
  });

  test('someone with an appointment, by code and by phone', async () => {
    await press('attract');
    await press('purpose-appointment');
    await page.getByTestId('booking-no-code').waitFor();
    await scan(page, 'https://elsewhere.example/b/0198c5a0-0000-7000-8000-00000000dead');
    await page.getByTestId('refused-wrong_clinic').waitFor();
    await press('back');
    await press('booking-no-code');
    await type('phone', BOOKED.phone.replaceAll(' ', ''));
    await type('birth-date', '05051984');
    await press('appointment-confirm');
    expect(await leave()).toBe('A-003');
  });

  test('someone very unwell', async () => {
    await press('attract');
    await press('purpose-unwell');
    await press('emergency-confirm');
    expect(await leave()).toBe('A-004');
  });

  test('help opens, holds the focus and gives it back; back and start over are there', async () => {
    await press('large-text', 'Space');
    await press('language-fr');
    await press('help');
    await tabTo('help-close');
    await page.keyboard.press('Escape');
    await page.getByTestId('help-sheet').waitFor({ state: 'detached' });
    // The focus is given back with the next picture.
    await expect
      .poll(async () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['testid']))
      .toBe('help');
    await press('purpose-assistance');
    await page.getByTestId('phone').waitFor();
    await press('back');
    await page.getByTestId('purpose-walk-in').waitFor();
    await press('start-over');
    await page.getByTestId('attract').waitFor();
  });

  test('staff: in by PIN, through every panel, and out', async () => {
    await tabTo('attract');
    await page.keyboard.press('Control+Alt+s');
    await type('staff-pin', STAFF_PIN);
    for (const panel of ['printer', 'tickets', 'log', 'start', 'device']) await press(`staff-${panel}`);
    await press('staff-leave');
    await page.getByTestId('attract').waitFor();
    expect(await page.getByTestId('staff').isVisible()).toBe(false);
  });
});

test('a kiosk that belongs to no clinic yet is paired with a keyboard alone', async () => {
  const unpaired = await openKioskStand({ paired: false });
  const context = await browser.newContext();
  const before = page;
  page = await context.newPage();
  await page.goto(unpaired.url);
  await tabTo('hub-address');
  await page.keyboard.type('127.0.0.1:9');
  await tabTo('pairing-code');
  await page.keyboard.type('ABCD2345');
  await page.keyboard.press('Enter');
  // Nobody is at home there; it is said, and what was typed is still there to be mended.
  await expect.poll(async () => page.getByTestId('pairing-code').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByTestId('hub-address').inputValue()).toBe('127.0.0.1:9');
  page = before;
  await context.close();
  await unpaired.close();
});
