import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openKioskPage } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';

/** Whoever taps twice, as on a computer, means one thing once; the question that follows is still theirs to answer. */
let stand: KioskStand;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(), launchBrowser()]);
  ({ page } = await openKioskPage(browser, stand.url));
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});
beforeEach(async () => {
  await page.reload();
  await page.getByTestId('attract').click();
  await page.getByTestId('purpose-walk-in').waitFor();
});

/** Twice in one place, as slowly as a person: the next screen has come when the second one falls. */
async function tapTwice(x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.waitForTimeout(40);
    await page.mouse.up({ clickCount });
    await page.waitForTimeout(120);
  }
  await page.waitForTimeout(300);
}

async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`not there: ${selector}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('on an answer: nothing is typed on the number pad that comes in its place', async () => {
  // Where a card and a key of the pad that follows lie over each other.
  const card = await page.getByTestId('purpose-assistance').boundingBox();
  await page.getByTestId('purpose-assistance').click();
  await page.getByTestId('phone').waitFor();
  const keys = await page.locator('[data-key]').evaluateAll((all) =>
    all.map((key) => {
      const { x, y, width, height } = key.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }),
  );
  const both = keys.find(({ y }) => card && y > card.y && y < card.y + card.height);
  if (!both) throw new Error('no key lies where the card lay');
  await page.getByTestId('back').click();
  await page.getByTestId('purpose-assistance').waitFor();
  await page.waitForTimeout(400);
  await tapTwice(both.x, both.y);
  await page.getByTestId('phone').waitFor();
  expect(await page.getByTestId('phone').inputValue()).toBe('');
});

test('on a service: no doctor is chosen by it', async () => {
  await page.getByTestId('purpose-walk-in').click();
  await page.getByTestId('phone').fill('020 7946 0777');
  await page.getByTestId('continue').click();
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type('05051984');
  await page.getByTestId('continue').click();
  await page.getByTestId('first-name').fill('Zoë');
  await page.getByTestId('last-name').fill('Kay');
  await page.getByTestId('continue').click();
  await page.getByTestId('service-choice').first().waitFor();
  const { x, y } = await middleOf('[data-testid="service-choice"]');
  await tapTwice(x, y);
  expect(await page.getByTestId('doctor-choice').first().isVisible()).toBe(true);
});

test('on Back: one question back, not two', async () => {
  await page.getByTestId('purpose-walk-in').click();
  await page.getByTestId('phone').waitFor();
  const { x, y } = await middleOf('[data-testid="back"]');
  await tapTwice(x, y);
  expect(await page.getByTestId('purpose-walk-in').isVisible()).toBe(true);
});

test('on a key: both are typed', async () => {
  await page.getByTestId('purpose-walk-in').click();
  await page.getByTestId('phone').waitFor();
  await page.waitForTimeout(400);
  const { x, y } = await middleOf('[data-key="1.1"]');
  await tapTwice(x, y);
  expect(await page.getByTestId('phone').inputValue()).toBe('55');
});
