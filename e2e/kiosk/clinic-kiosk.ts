import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startProgram, type Program } from '#demo/child-program.ts';
import { openClinic, type OpenClinic } from '../open-clinic.ts';
import { openKioskPage } from './kiosk-page.ts';
import { openFrontDesk, type FrontDesk } from './front-desk.ts';

/** A clinic of real processes with its desk, for kiosks that are walked up to in a real browser. */
export type KioskClinic = {
  clinic: OpenClinic;
  desk: FrontDesk;
  /** One kiosk more, never paired; ends with the clinic. */
  startKiosk(name: string, own?: Record<string, string>): Promise<Program<{ url: string }>>;
  close(): Promise<void>;
};

const TOP = fileURLToPath(new URL('../..', import.meta.url));
export const CLINIC_PIN = '482915';

export async function openKioskClinic(env: Record<string, string> = {}): Promise<KioskClinic> {
  const clinic = await openClinic({ env: { ANTEROOM_POLL_SECONDS: '1', ...env } });
  const desk = await openFrontDesk(clinic.hub.ready.url, clinic.signIn.password);
  const more: Program<{ url: string }>[] = [];
  return {
    clinic,
    desk,
    startKiosk: async (name, own = {}) => {
      const kiosk = await startProgram<{ url: string }>({
        name,
        script: 'kiosk/serve.ts',
        top: TOP,
        logFile: `${clinic.dataDir}/logs/${name}.log`,
        env: { PORT: '0', ANTEROOM_DATA_DIR: `${clinic.dataDir}/${name}`, ANTEROOM_POLL_SECONDS: '1', ...env, ...own },
      });
      more.push(kiosk);
      return kiosk;
    },
    close: async () => {
      await Promise.all(more.map(async (kiosk) => kiosk.stop()));
      await clinic.close();
    },
  };
}

export type AtKiosk = {
  context: BrowserContext;
  page: Page;
  complaints: string[];
  tap: (testId: string) => Promise<void>;
};

export async function walkUpTo(browser: Browser, url: string): Promise<AtKiosk> {
  const opened = await openKioskPage(browser, url);
  return { ...opened, tap: async (testId) => opened.page.getByTestId(testId).first().click() };
}

/** Phone and birth date, typed where each is asked for. */
export async function typePhoneAndBirthDate(page: Page, phone: string, birthDate = '05051984'): Promise<void> {
  await page.getByTestId('phone').fill(phone);
  await page.getByTestId('continue').click();
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type(birthDate);
  await page.getByTestId('continue').click();
}

export async function readToken(page: Page): Promise<string> {
  const token = await page.getByTestId('token').innerText();
  await page.getByTestId('token-done').click();
  await page.getByTestId('attract').waitFor();
  return token;
}
