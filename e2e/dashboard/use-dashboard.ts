import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { DEMO_EMAIL } from '#demo/clinic.ts';
import { launchBrowser } from '../browser.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { openDashboard } from './dashboard-page.ts';
import { callAsStaff, type StaffCaller } from './staff-caller.ts';

export type ClinicWithBrowser = { clinic: OpenClinic; browser: Browser };
export type Dashboard = ClinicWithBrowser & {
  /** Asks the hub as its administrator. */
  call: StaffCaller;
  page: Page;
  /** What the browser had to say about the page. */
  complaints: string[];
};

/** A clinic and a browser for the tests of a file. Read it within tests. */
export function useClinic(options: Parameters<typeof openClinic>[0] = {}): ClinicWithBrowser {
  const open = {} as ClinicWithBrowser;
  beforeAll(async () => {
    const opening = [openClinic(options), launchBrowser()] as const;
    [open.clinic, open.browser] = await Promise.all(opening);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.clinic?.close();
  });
  return open;
}

/** Such a clinic with somebody at its dashboard. `prepare` is done before they open it. */
export function useDashboard(
  who: keyof typeof DEMO_EMAIL = 'admin',
  prepare: (clinic: OpenClinic) => Promise<void> = async () => undefined,
): Dashboard {
  const open = useClinic();
  const desk = {} as Dashboard;
  beforeAll(async () => {
    const { clinic, browser } = open;
    const call = await callAsStaff(clinic);
    await prepare(clinic);
    Object.assign(desk, { clinic, browser, call, ...(await openDashboard(browser, clinic, who)) });
  });
  return desk;
}
