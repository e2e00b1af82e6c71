import type { Browser, Page } from 'playwright-core';
import type { Language } from '#shared/domain/language.ts';
import { DEMO_EMAIL } from '#demo/clinic.ts';
import { openPage } from '../browser.ts';
import type { OpenClinic } from '../open-clinic.ts';

export const DESK = { width: 1440, height: 900 };
export const TABLET = { width: 1024, height: 768 };

/** Chosen on this machine before the page opens. */
export async function choosePreferences(
  page: Page,
  given: { language?: Language; theme?: 'light' | 'dark' },
): Promise<void> {
  const kept = JSON.stringify({ state: given, version: 1 });
  await page.addInitScript((text) => localStorage.setItem('anteroom.dashboard', text), kept);
}

export async function signIn(page: Page, clinic: OpenClinic, who: keyof typeof DEMO_EMAIL = 'admin'): Promise<void> {
  await page.getByTestId('sign-in-email').locator('input').fill(DEMO_EMAIL[who]);
  await page.getByTestId('sign-in-password').locator('input').fill(clinic.signIn.password);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('user-menu').waitFor();
}

/** The dashboard with somebody signed in. */
export async function openDashboard(
  browser: Browser,
  clinic: OpenClinic,
  who: keyof typeof DEMO_EMAIL = 'admin',
): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openPage(browser, clinic.hub.ready.url, DESK);
  await signIn(opened.page, clinic, who);
  return opened;
}

/** A page of the dashboard, `/settings/order`, once it shows what it is about. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}
