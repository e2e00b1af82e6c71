import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Language } from '#shared/domain/language.ts';
import { launchBrowser } from '../browser.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { choosePreferences, signIn } from './dashboard-page.ts';
import { violationsOnEveryPage } from './every-page.ts';
import { fillAppointments } from './fill-appointments.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';

export type Look = { language: Language; theme: 'light' | 'dark'; viewport: { width: number; height: number } };

/** A clinic with somebody in it, for the tests of a file. Gives what axe finds on every page as somebody sees them. */
export function useAxeClinic(): (look: Look) => Promise<string[]> {
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
  return async ({ language, theme, viewport }) => {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await choosePreferences(page, { language, theme });
    await page.goto(clinic.hub.ready.url);
    await signIn(page, clinic, 'admin');
    const found = await violationsOnEveryPage(page);
    await context.close();
    return found;
  };
}
