import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_SERVICES } from '#hub/demo/demo-clinic.ts';
import { callKiosk, type KioskCaller } from '#testing/kiosk-caller.ts';
import { launchBrowser } from '../browser.ts';
import { registerWalkIn } from '../walk-in.ts';
import {
  CLINIC_PIN,
  openKioskClinic,
  readToken,
  typePhoneAndBirthDate,
  walkUpTo,
  type AtKiosk,
  type KioskClinic,
} from './clinic-kiosk.ts';
import { scan } from './walk-screens.ts';

/** Every way through the kiosk, on line and off: a browser at a kiosk of its own process, its hub and its printer in theirs. */
const ZOE = { first_name: 'Zoë', last_name: 'Okonkwo', phone: '+1 202 555 0143', date_of_birth: '1984-05-05' };
const OMAR = { first_name: 'Omar', last_name: 'Haddad', phone: '+1 202 555 0144', date_of_birth: '1984-05-05' };
const MEI = { first_name: 'Mei', last_name: 'Lin', phone: '+1 202 555 0145', date_of_birth: '1984-05-05' };
const TOKEN = /^[A-Z]{1,2}-\d{3}$/u;
const EVENTUALLY = { timeout: 30_000 };

let clinic: KioskClinic;
let browser: Browser;
let kiosk: AtKiosk;
let host: KioskCaller;
let page: Page;
let tap: AtKiosk['tap'];
const codes: Record<string, string> = {};
beforeAll(async () => {
  [clinic, browser] = await Promise.all([openKioskClinic(), launchBrowser()]);
  for (const person of [ZOE, OMAR, MEI]) codes[person.first_name] = await clinic.desk.book(person);
  kiosk = await walkUpTo(browser, clinic.clinic.kiosk.ready.url);
  ({ page, tap } = kiosk);
  host = await callKiosk(clinic.clinic.kiosk.ready.url);
});
afterAll(async () => {
  host?.close();
  await browser?.close();
  await clinic?.close();
});

/** What the desk sees of a token. */
const onBoard = async (token: string) => (await clinic.desk.queue()).find((row) => row.token_label === token);

describe('at the kiosk, on line', () => {
  test('someone new is registered in five taps, and the desk sees them', async () => {
    const { token, taps } = await registerWalkIn(page, { firstName: 'Ana', lastName: 'Pérez', phone: '2025550101' });
    expect(taps).toBeLessThanOrEqual(5);
    await page.getByTestId('print-state').getByText('Take your ticket').waitFor();
    await tap('token-done');
    await expect.poll(async () => (await onBoard(token))?.patient_name, EVENTUALLY).toBe('Ana Pérez');
  });

  test('whoever was here before says so and need not spell the name, on another kiosk of the clinic as well', async () => {
    const other = await clinic.startKiosk('second');
    const second = await walkUpToUnpaired(other.ready.url);
    await second.page.getByTestId('hub-address').fill(new URL(clinic.clinic.hub.ready.url).host);
    await second.page.getByTestId('pairing-code').click();
    await second.page.getByTestId('pairing-code').fill(await clinic.desk.pairingCode('Second entrance'));
    await second.tap('continue');
    await second.page.getByTestId('attract').waitFor();

    const comeAgain = async (): Promise<string> => {
      await second.tap('attract');
      await second.tap('purpose-walk-in');
      await typePhoneAndBirthDate(second.page, '2025550101');
      const either = second.page.getByTestId('recognise-yes').or(second.page.getByTestId('first-name'));
      await either.first().waitFor();
      return (await second.page.getByTestId('recognise-yes').isVisible()) ? 'recognised' : 'a stranger';
    };
    const again = async (): Promise<string> => {
      const found = await comeAgain();
      if (found === 'a stranger') await second.tap('start-over');
      return found;
    };
    await expect.poll(again, { timeout: 60_000, interval: 2_000 }).toBe('recognised');
    expect(await second.page.getByTestId('recognise-yes').innerText()).not.toMatch(/Ana|Pérez|\bA\b/u);
    await second.tap('recognise-yes');
    await second.tap('service-choice');
    await second.tap('doctor-any');
    const token = await readToken(second.page);
    await expect.poll(async () => (await onBoard(token))?.patient_name, EVENTUALLY).toBe('Ana Pérez');
    expect(second.complaints).toEqual([]);
    await second.context.close();
  });

  test('someone with an appointment scans its code', async () => {
    await scan(page, `${clinic.clinic.hub.ready.url}/b/${codes['Zoë']}`);
    await page.getByTestId('appointment-found').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Zoë|Okonkwo|0143/u);
    await tap('appointment-confirm');
    const token = await readToken(page);
    await expect.poll(async () => (await onBoard(token))?.patient_name, EVENTUALLY).toBe('Zoë Okonkwo');
  });

  test('who is checked in already is told so, and the desk hears of it', async () => {
    await scan(page, codes['Zoë']!);
    await page.getByTestId('refused-already_checked_in').waitFor();
    await tap('start-over');
    await expect.poll(async () => clinic.desk.refusals(), EVENTUALLY).toContain('already_checked_in');
  });

  test('someone with an appointment and no code gives phone and birth date', async () => {
    await tap('attract');
    await tap('purpose-appointment');
    await tap('booking-no-code');
    await typePhoneAndBirthDate(page, '2025550144');
    await tap('appointment-confirm');
    const token = await readToken(page);
    await expect.poll(async () => (await onBoard(token))?.patient_name, EVENTUALLY).toBe('Omar Haddad');
  });

  test('someone very unwell has a number in three taps and stands first at the desk', async () => {
    await tap('attract');
    await tap('purpose-unwell');
    await tap('emergency-confirm');
    await page.getByTestId('emergency-told').waitFor();
    const token = await readToken(page);
    await expect.poll(async () => (await onBoard(token))?.urgency_level, EVENTUALLY).toBe('emergency');
    await expect.poll(async () => (await onBoard(token))?.queue_position, EVENTUALLY).toBe(1);
  });

  test('someone who needs assistance says which, and the desk reads it', async () => {
    await tap('attract');
    await tap('purpose-assistance');
    await typePhoneAndBirthDate(page, '2025550102');
    await page.getByTestId('first-name').fill('Ibrahim');
    await page.getByTestId('last-name').fill('Sesay');
    await tap('continue');
    await tap('service-choice');
    await tap('doctor-any');
    await tap('requirement-wheelchair');
    await tap('requirement-interpreter');
    await tap('continue');
    const token = await readToken(page);
    await expect
      .poll(async () => (await onBoard(token))?.special_requirements, EVENTUALLY)
      .toMatch(/wheelchair.*interpreter/u);
  });

  test('help, the language and the bar of the first screen do what they say, and are forgotten', async () => {
    await tap('large-text');
    await tap('high-contrast');
    await tap('low-reach');
    await tap('language-ar');
    await page.getByText('كيف نساعدك اليوم؟').waitFor();
    const shown = async () =>
      page.evaluate(() => {
        const { lang, dir, dataset } = document.documentElement;
        return [lang, dir, dataset['text'], dataset['contrast']];
      });
    expect(await shown()).toEqual(['ar', 'rtl', 'large', 'high']);
    await tap('help');
    await page.getByTestId('help-sheet').waitFor();
    await tap('help-close');
    await tap('start-over');
    await page.getByTestId('attract').waitFor();
    expect(await shown()).toEqual(['en', 'ltr', undefined, undefined]);
  });
});

describe('what the clinic sets up at the hub', () => {
  test('reaches the kiosk between two people and never during one', async () => {
    await tap('attract');
    await page.getByTestId('purpose-walk-in').waitFor();
    const serviceUid = DEMO_SERVICES[0].uid;
    await clinic.desk.setUpKiosks({
      steps: ['service', 'phone', 'birthDate', 'name', 'payment'],
      fees: [{ serviceUid, amountMinor: 2500, currency: 'USD' }],
    });
    // The kiosk has it and its page was told, and this person is not disturbed by it.
    await host.hear('kiosk.settings', ({ fees }) => fees.length > 0);
    await page.waitForTimeout(500);
    await tap('purpose-walk-in');
    await page.getByTestId('phone').waitFor();
    await tap('start-over');
    await tap('attract');
    await tap('purpose-walk-in');
    await page.getByTestId('service-choice').first().waitFor();
    expect(await page.getByTestId('phone').isVisible()).toBe(false);
  });

  test('and so does the PIN of the staff area, which no kiosk had before', async () => {
    await tap('start-over');
    const tryPin = async (): Promise<string> => {
      await page.getByTestId('attract').waitFor();
      await page.keyboard.press('Control+Alt+s');
      await page.getByTestId('staff-pin').fill(CLINIC_PIN);
      await tap('continue');
      const open = page.getByTestId('staff-device');
      await open.or(page.getByText('No PIN is set yet')).first().waitFor();
      const answer = (await open.isVisible()) ? 'open' : 'no PIN';
      await tap('staff-leave');
      return answer;
    };
    expect(await tryPin()).toBe('no PIN');
    await clinic.desk.setPin(CLINIC_PIN);
    await expect.poll(tryPin, EVENTUALLY).toBe('open');
    await tap('attract');
    await tap('purpose-walk-in');
  });

  test('a fee is asked for, paid at the desk, on the token and before the desk', async () => {
    await tap('service-choice');
    await typePhoneAndBirthDate(page, '2025550103');
    await page.getByTestId('first-name').fill('Luísa');
    await page.getByTestId('last-name').fill('Conceição');
    await tap('continue');
    await tap('payment-desk');
    expect(await page.getByTestId('to-pay').innerText()).toBe('$25.00');
    const token = await readToken(page);
    const due = { amount: 25, currency: 'USD' };
    await expect.poll(async () => (await onBoard(token))?.payment_due, EVENTUALLY).toEqual(due);
    await clinic.desk.setUpKiosks({ steps: ['phone', 'birthDate', 'name', 'service', 'doctor'], fees: [] });
  });
});

describe('at the kiosk, off line', () => {
  const waiting: string[] = [];
  beforeAll(async () => {
    // The kiosk has the day's appointments and whom the clinic knows before its line is cut.
    await host.catchUp();
    await clinic.clinic.hub.kill();
    await page.getByTestId('offline').waitFor(EVENTUALLY);
  });

  test('someone with an appointment scans its code all the same', async () => {
    await scan(page, codes['Mei']!);
    await tap('appointment-confirm');
    waiting.push(await readToken(page));
    expect(waiting).toEqual([expect.stringMatching(TOKEN)]);
  });

  test('whoever was here before is known', async () => {
    await tap('attract');
    await tap('purpose-walk-in');
    await typePhoneAndBirthDate(page, '2025550101');
    await page.getByTestId('recognise-yes').waitFor();
    await tap('recognise-yes');
    await tap('service-choice');
    await tap('doctor-any');
    waiting.push(await readToken(page));
    expect(waiting).toHaveLength(2);
  });

  test('someone with an appointment and no code is recognised, and told that they are here already', async () => {
    await tap('attract');
    await tap('purpose-appointment');
    await tap('booking-no-code');
    await typePhoneAndBirthDate(page, '2025550145');
    await page.getByTestId('refused-already_checked_in').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Mei|Lin|0145/u);
    await tap('start-over');
  });

  test('someone new, and someone very unwell who is told to call out', async () => {
    const { token } = await registerWalkIn(page, { firstName: 'Noor', lastName: 'Khan', phone: '2025550104' });
    await tap('token-done');
    await tap('attract');
    await tap('purpose-unwell');
    await tap('emergency-confirm');
    await page.getByTestId('emergency-told').getByText('call out for help').waitFor();
    waiting.push(token, await readToken(page));
    expect(new Set(waiting).size).toBe(4);
  });

  test('all of them are on the board when the line is back, each once', async () => {
    await clinic.clinic.restartHub();
    const tokens = async () =>
      (await clinic.desk.queue()).map((row) => row.token_label).filter((token) => waiting.includes(token));
    await expect.poll(async () => (await tokens()).toSorted(), { timeout: 60_000 }).toEqual(waiting.toSorted());
    const names = (await clinic.desk.queue()).map((row) => row.patient_name);
    expect(names).toEqual(expect.arrayContaining(['Mei Lin', 'Noor Khan']));
  });

  test('without a word of complaint from the page', () => {
    expect(kiosk.complaints.filter((line) => !line.includes('net::ERR'))).toEqual([]);
  });
});

async function walkUpToUnpaired(url: string) {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' });
  const other = await context.newPage();
  const complaints: string[] = [];
  other.on('pageerror', (error) => complaints.push(error.message));
  await other.goto(url);
  await other.getByTestId('hub-address').waitFor();
  return { context, page: other, complaints, tap: async (id: string) => other.getByTestId(id).first().click() };
}
