import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { choosePreferences, DESK, signIn, TABLET } from './dashboard-page.ts';
import { violationsOnEveryPage } from './every-page.ts';
import { fillAppointments } from './fill-appointments.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';

/** Every page in one language of each direction, light and dark. All eight languages: axe.heavy.test.ts. */
let clinic: OpenClinic;
let browser: Browser;
beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchBrowser()]);
  await checkInForOneDoctor(clinic, [{ firstName: 'Ana', birthDate: '1990-01-01' }]);
  await fillAppointments(clinic);
});
afterAll(async () => {
  await browser?.close();
  await clinic?.close();
});

test.each([
  ['en', 'light', DESK],
  ['ar', 'dark', TABLET],
] as const)('axe finds nothing on any page in %s, %s', async (language, theme, viewport) => {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await choosePreferences(page, { language, theme });
  await page.goto(clinic.hub.ready.url);
  await signIn(page, clinic);
  const found = await violationsOnEveryPage(page);
  await context.close();
  expect(found).toEqual([]);
});
