import type { Browser } from 'playwright-core';
import { tellOtherwise } from './told-otherwise.ts';
import type { OnTrouble, Troubles } from './walk-troubles.ts';

/** The question whether anyone is there, over a screen that was left: seconds after the last touch here, not a minute. */
export async function walkIdle(browser: Browser, given: Troubles, onScreen: OnTrouble): Promise<void> {
  const context = await browser.newContext({ viewport: given.viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const start = { language: given.language, largeText: false, highContrast: false, lowReach: false, speech: false };
  await tellOtherwise(page, { 'kiosk.settings': { start: { ...start, ...given.preferences }, idleSeconds: 1 } });
  await page.goto(given.url);
  await page.getByTestId('attract').click();
  await page.getByTestId('idle').waitFor();
  await onScreen(page, 'idle');
  await context.close();
}
