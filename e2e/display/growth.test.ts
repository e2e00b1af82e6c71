import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCall, idleTopics, servePage, standInDevice, type StandInDevice } from './display-page.ts';
import { launchBrowser } from '../browser.ts';

/** After these, all that is made once has been made. */
const WARM_UP = 250;
/** Enough to tell a leak from noise; a whole year's is a matter of patience. */
const CALLS = Number(process.env.ANTEROOM_GROWTH_CALLS ?? 750);
const SECONDS_PER_CALL = 7;

let site: Awaited<ReturnType<typeof servePage>>;
let browser: Browser;

beforeAll(async () => {
  site = await servePage();
  browser = await launchBrowser('after-touch');
});
afterAll(async () => {
  await browser.close();
  site.close();
});

/** Runs in the page: whoever was announced moves to the board, and the next call comes, without end. */
function callWithoutEnd(): void {
  const { device } = globalThis as unknown as { device: StandInDevice };
  const board: unknown[] = [];
  let announced = 0;
  const next = () => {
    const call = {
      uid: `01930000-0000-7000-8000-${String(announced).padStart(12, '0')}`,
      callCount: 1,
      token: `A-${String(announced % 1000).padStart(3, '0')}`,
      station: { text: `Room ${announced % 9}` },
      language: ['en', 'ar', 'de', 'zh'][announced % 4],
      calledAt: announced,
    };
    board.unshift(call);
    board.splice(12);
    device.tell('display.board', { calls: [...board], waiting: [] });
    device.tell('display.announcement', call);
  };
  device.onAsked = () => {
    announced += 1;
    Object.assign(globalThis, { announced });
    next();
  };
  next();
}

async function countAfter(page: Page, cdp: CDPSession, calls: number) {
  const done = () => page.evaluate(() => (globalThis as unknown as { announced?: number }).announced ?? 0);
  while ((await done()) < calls) await page.clock.runFor(50 * SECONDS_PER_CALL * 1000);
  const counts = { heap: Infinity, nodes: Infinity, listeners: Infinity };
  // One collection may find what the next one frees.
  for (let round = 0; round < 4; round += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
    counts.heap = Math.min(counts.heap, metric('JSHeapUsedSize'));
    counts.nodes = Math.min(counts.nodes, metric('Nodes'));
    counts.listeners = Math.min(counts.listeners, metric('JSEventListeners'));
  }
  return counts;
}

it('does not grow over thousands of calls', { timeout: 600_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  // Time is told by the test; sound takes its own, and is left out.
  await page.addInitScript(() => {
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
  });
  await page.addInitScript(standInDevice, { topics: { ...idleTopics(), 'display.announcement': aCall(1) } });
  await page.clock.install();
  await page.goto(site.url);
  await page.getByTestId('call-token').waitFor();
  await page.evaluate(callWithoutEnd);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');

  const before = await countAfter(page, cdp, WARM_UP);
  const after = await countAfter(page, cdp, CALLS);

  await page.goto('about:blank');
  // A call that left one node behind would leave five hundred; one kilobyte, half a megabyte.
  expect(after.nodes - before.nodes).toBeLessThan(250);
  expect(after.listeners - before.listeners).toBeLessThan(50);
  expect(after.heap - before.heap).toBeLessThan(500_000);
});
