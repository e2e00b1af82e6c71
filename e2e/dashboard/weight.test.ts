import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { DESK, goTo, signIn } from './dashboard-page.ts';

let clinic: OpenClinic;
let browser: Browser;
beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await clinic?.close();
});

/** Sizes in bytes, as a server sends them that compresses. */
function weigh(page: Page): () => Promise<number> {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
  });
  return async () => (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}

test('the board needs less than 300 kB of script, and pages bring their own when they are opened', async () => {
  const page = await browser.newPage({ viewport: DESK });
  const weight = weigh(page);
  await page.goto(clinic.hub.ready.url);
  await signIn(page, clinic);
  await page.getByTestId('board').waitFor();
  const board = await weight();
  expect(board).toBeGreaterThan(50_000);
  expect(board).toBeLessThan(300_000);
  await goTo(page, '/settings/order');
  await page.getByTestId('order-preview').waitFor();
  expect(await weight()).toBeGreaterThan(board + 5_000);
  await page.close();
});
