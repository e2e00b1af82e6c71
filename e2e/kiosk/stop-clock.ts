import type { Page } from 'playwright-core';

/**
 * The page's clock stands still, so that no countdown runs; timers and the times of events go on, by which a scanner is told
 * from fingers. To be called before the page is opened.
 */
export async function stopClock(page: Page, at: number): Promise<void> {
  await page.addInitScript((time) => {
    Date.now = () => time;
  }, at);
}
