import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';
import { launchBrowser } from './browser.ts';
import { openClinic, type OpenClinic } from './open-clinic.ts';
import { leaveKiosk, registerWalkIn } from './walk-in.ts';

/** `npm run pictures`: makes the README's pictures anew from a running clinic. */
const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
/** Half of the real size keeps the repository small and is sharp enough to read. */
const SCALE = 0.5;

async function open(browser: Browser, url: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: SCALE });
  await page.goto(url);
  return page;
}

async function fillQueues(clinic: OpenClinic): Promise<void> {
  const kiosk = await callKiosk(clinic.kiosk.ready.url);
  const choices = await kiosk.choices();
  for (const [i, firstName] of firstNames().entries()) {
    const doctor = choices.doctors[i % choices.doctors.length]!;
    await kiosk.checkIn({
      ...walkIn(choices),
      idempotencyKey: randomUUID(),
      patient: {
        firstName,
        lastName: 'Haddad',
        birthDate: `19${50 + i}-0${1 + (i % 9)}-17`,
        phone: `0151 2345678${i}`,
      },
      serviceUid: doctor.serviceUid,
      doctorUid: doctor.uid,
    });
  }
  kiosk.close();
}

/** One of each way of writing, and not too many for one picture. */
function firstNames(): string[] {
  return HOSTILE_NAMES.filter((_, i) => i % 5 === 0)
    .slice(0, 9)
    .map(({ name }) => name);
}

mkdirSync(FOLDER, { recursive: true });
const clinic = await openClinic();
const browser = await launchBrowser();
const shoot = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
};
try {
  await fillQueues(clinic);
  const kiosk = await open(browser, clinic.kiosk.ready.url, 1080, 1920);
  await kiosk.getByTestId('attract').waitFor();
  await shoot(kiosk, 'kiosk-welcome');
  await registerWalkIn(kiosk, { firstName: 'Zoë', lastName: "O'Brien", phone: '0151 23456789' });
  await kiosk.getByTestId('print-state').getByText('Take your ticket').waitFor();
  await shoot(kiosk, 'kiosk-token');
  await leaveKiosk(kiosk);

  const display = await open(browser, clinic.display.ready.url, 1920, 1080);
  const dashboard = await open(browser, clinic.hub.ready.url, 1440, 900);
  await dashboard.getByTestId('sign-in-email').locator('input').fill(clinic.signIn.email);
  await dashboard.getByTestId('sign-in-password').locator('input').fill(clinic.signIn.password);
  await dashboard.getByTestId('sign-in-submit').click();
  const next = dashboard.getByTestId('queue-group').filter({ has: dashboard.getByTestId('waiting-entry') });
  await next.first().waitFor();
  await next.first().getByTestId('next').click();
  await display.getByTestId('call-screen').waitFor();
  await shoot(display, 'display-call');
  await next.last().getByTestId('next').click();
  await display.waitForTimeout(16_000);
  await shoot(display, 'display-board');
  await shoot(dashboard, 'dashboard');
  await shoot(await open(browser, clinic.printer.ready.trayUrl, 1440, 900), 'printer');
} finally {
  await browser.close();
  await clinic.close();
}
