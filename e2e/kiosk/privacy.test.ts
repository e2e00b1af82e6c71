import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { leaveKiosk, registerWalkIn } from '../walk-in.ts';
import { openKioskPage } from './kiosk-page.ts';
import { openKioskStand, type KioskStand } from './kiosk-stand.ts';

/** What one person typed is nowhere when the next one comes. */
let stand: KioskStand;
let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [stand, browser] = await Promise.all([openKioskStand(), launchBrowser()]);
  ({ page, complaints } = await openKioskPage(browser, stand.url));
});
afterAll(async () => {
  await browser?.close();
  await stand?.close();
});

const PERSON = { firstName: 'Quetzalcoatl', lastName: 'Zwiebelfisch', phone: '0151 98761234' };
const TYPED = /Quetzalcoatl|Zwiebelfisch|98761234|1984-05-05/u;

/** The page as text and in its fields, its storages, its address and history; and the heap, all of it. */
async function traces(): Promise<string[]> {
  const shown = await page.evaluate(async () => {
    const fields = Array.from(document.querySelectorAll('input'), (field) => field.value);
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches.keys();
    const stored = JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      databases,
      caches,
      document.cookie,
    ]);
    return [document.documentElement.outerHTML, ...fields, stored, location.href, JSON.stringify(history.state)];
  });
  const session = await page.context().newCDPSession(page);
  let heap = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (heap += chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  // Strings alone: the rest of a snapshot is numbers.
  const { strings } = JSON.parse(heap) as { strings: string[] };
  return [...shown, ...strings].filter((text) => TYPED.test(text));
}

async function typeName(phone = PERSON.phone): Promise<void> {
  await page.getByTestId('attract').click();
  await page.getByTestId('purpose-walk-in').click();
  await page.getByTestId('phone').fill(phone);
  await page.getByTestId('continue').click();
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type('05051984');
  await page.getByTestId('continue').click();
  await page.getByTestId('first-name').fill(PERSON.firstName);
}

describe('nothing typed stays', () => {
  test('this test would notice it', async () => {
    await typeName();
    expect((await traces()).length).toBeGreaterThan(0);
  });

  test('after starting over', async () => {
    await page.getByTestId('start-over').click();
    await page.getByTestId('attract').waitFor();
    await expect.poll(traces, { timeout: 15_000 }).toEqual([]);
  });

  test('after a token', async () => {
    await registerWalkIn(page, PERSON);
    await leaveKiosk(page);
    await expect.poll(traces, { timeout: 15_000 }).toEqual([]);
  });

  test('and a double tap on the last answer is one check-in', async () => {
    await typeName('0151 11112222');
    await page.getByTestId('last-name').fill('Zwei');
    await page.getByTestId('continue').click();
    await page.getByTestId('service-choice').first().click();
    await page.getByTestId('doctor-any').dblclick();
    const first = await page.getByTestId('token').innerText();
    await leaveKiosk(page);
    const { token } = await registerWalkIn(page, { ...PERSON, firstName: 'Drei' });
    expect(Number(token.split('-')[1])).toBe(Number(first.split('-')[1]) + 1);
    await leaveKiosk(page);
  });

  test('without a word of complaint from the page', () => {
    expect(complaints).toEqual([]);
  });
});
