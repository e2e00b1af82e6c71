import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DESK, goTo, signIn } from './dashboard-page.ts';
import { useClinic } from './use-dashboard.ts';

const open = useClinic();

/** Sizes in bytes, as a server sends them that compresses. */
function weigh(page: Page): () => Promise<number> {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
  });
  return async () => (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}

test('the board needs less than 300 kB of script, and pages bring their own when they are opened', async () => {
  const page = await open.browser.newPage({ viewport: DESK });
  const weight = weigh(page);
  await page.goto(open.clinic.hub.ready.url);
  await signIn(page, open.clinic);
  await page.getByTestId('board').waitFor();
  const board = await weight();
  expect(board).toBeGreaterThan(50_000);
  expect(board).toBeLessThan(300_000);
  await goTo(page, '/settings/order');
  await page.getByTestId('order-preview').waitFor();
  expect(await weight()).toBeGreaterThan(board + 5_000);
  await page.close();
});
