import { beforeAll } from 'vitest';
import type { Language } from '#shared/domain/language.ts';
import { DEMO_SERVICES } from '#hub/demo/demo-clinic.ts';
import { openFrontDesk } from '../kiosk/front-desk.ts';
import type { OpenClinic } from '../open-clinic.ts';
import { choosePreferences, signIn } from './dashboard-page.ts';
import { violationsOnEveryPage } from './every-page.ts';
import { fillAppointments } from './fill-appointments.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';
import { changeTwice, loseSlot, registerTwice } from './make-disputes.ts';
import { callAsStaff } from './staff-caller.ts';
import { useClinic } from './use-dashboard.ts';

export type Look = { language: Language; theme: 'light' | 'dark'; viewport: { width: number; height: number } };

/** A clinic in which every page has something to show, for the tests of a file. Gives what axe finds on each of them. */
export function useAxeClinic(): (look: Look) => Promise<string[]> {
  const open = useClinic({ env: { ANTEROOM_POLL_SECONDS: '1' } });
  beforeAll(async () => fillClinic(open.clinic));
  return async ({ language, theme, viewport }) => {
    const context = await open.browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await choosePreferences(page, { language, theme });
    await page.goto(open.clinic.hub.ready.url);
    await signIn(page, open.clinic, 'admin');
    const found = await violationsOnEveryPage(page);
    await context.close();
    return found;
  };
}

async function fillClinic(clinic: OpenClinic): Promise<void> {
  const desk = await openFrontDesk(clinic.hub.ready.url, clinic.signIn.password);
  const fees = DEMO_SERVICES.map(({ uid }) => ({ serviceUid: uid, amountMinor: 1200, currency: 'USD' }));
  await desk.setUpKiosks({ steps: ['phone', 'birthDate', 'name', 'service', 'doctor', 'payment'], fees });
  // The kiosk has read what it is to ask.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await checkInForOneDoctor(clinic, [
    { firstName: 'Ana', birthDate: '1990-01-01' },
    { firstName: 'Bo', birthDate: '1991-02-02' },
  ]);
  await fillAppointments(clinic);
  const call = await callAsStaff(clinic);
  await changeTwice(call, { first_name: 'Dora', last_name: 'Haddad' });
  await loseSlot(call, { first_name: 'Wendy', last_name: 'Winner' }, { first_name: 'Lou', last_name: 'Loser' });
  await registerTwice(
    call,
    { first_name: 'Katarzyna', last_name: 'Nowak' },
    { first_name: 'Catarzyna', last_name: 'Nowak' },
  );
}
