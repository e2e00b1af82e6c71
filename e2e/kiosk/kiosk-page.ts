import type { Browser, BrowserContext, Page } from 'playwright-core';

export const PORTRAIT = { width: 1080, height: 1920 };
export const LANDSCAPE = { width: 1920, height: 1080 };

/** The kiosk's page in a context of its own, still, as a person who wants no motion sees it. */
export async function openKioskPage(
  browser: Browser,
  url: string,
  viewport = PORTRAIT,
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  await page.getByTestId('attract').waitFor();
  return { context, page, complaints };
}
