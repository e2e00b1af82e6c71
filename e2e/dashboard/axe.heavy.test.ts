import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { launchBrowser } from '../browser.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { choosePreferences, DESK, signIn, TABLET } from './dashboard-page.ts';
import { violationsOnEveryPage } from './every-page.ts';
import { fillAppointments } from './fill-appointments.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';

/** Every page × every language × light and dark, on a desk's screen and on a tablet. */
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

const ALL = LANGUAGES.flatMap(({ code }) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [DESK, TABLET].map((viewport) => ({ code, theme, viewport, width: viewport.width })),
  ),
);

test.each(ALL)('axe finds nothing in $code, $theme, $width wide', async ({ code, theme, viewport }) => {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await choosePreferences(page, { language: code, theme });
  await page.goto(clinic.hub.ready.url);
  await signIn(page, clinic);
  const found = await violationsOnEveryPage(page);
  await context.close();
  expect(found).toEqual([]);
});
