import type { Page } from 'playwright-core';
import type { Language } from '#shared/domain/language.ts';
import { BOOKING_CODE, STAFF_PIN } from './kiosk-stand.ts';

export type Mode = 'normal' | 'large-text' | 'high-contrast' | 'low-reach';
export const MODES: readonly Mode[] = ['normal', 'large-text', 'high-contrast', 'low-reach'];
/** Called on each screen in turn, once it stands still. */
export type OnScreen = (name: string) => Promise<void>;

/** The stand that `walkScreens` walks on: one appointment now, one that is early, every step on, a fee. */
export const EVERYTHING = {
  appointments: [30],
  settings: {
    steps: ['phone', 'birthDate', 'name', 'gender', 'service', 'doctor', 'reason', 'requirements', 'payment'],
    fees: [{ serviceUid: '0198c5a0-0000-7000-8000-0000000000b0', amountMinor: 2500, currency: 'GBP' }],
  },
};

const MS_BETWEEN_KEYS = 4;

/**
 * A scanner: keys in a burst, then Enter. Each says itself when it was pressed, as a keyboard's do, so that a busy machine does
 * not make a slow typist of it.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const begun = Date.now();
  const keys = [...Array.from(code, (key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  for (const [n, { key, text }] of keys.entries()) {
    const timestamp = (begun + n * MS_BETWEEN_KEYS) / 1000;
    const windowsVirtualKeyCode = key === 'Enter' ? 13 : 0;
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp, windowsVirtualKeyCode });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp, windowsVirtualKeyCode });
  }
  await session.detach();
}

let walks = 0;

async function begin(page: Page, language: Language, mode: Mode): Promise<void> {
  await page.getByTestId('attract').waitFor();
  if (mode !== 'normal') await page.getByTestId(mode).click();
  await page.getByTestId(`language-${language}`).click();
  await page.getByTestId('purpose-walk-in').waitFor();
}

/** Every screen that a patient and staff can come to, in one language and one mode. The kiosk must be at rest. */
export async function walkScreens(page: Page, language: Language, mode: Mode, onScreen: OnScreen): Promise<void> {
  const tap = async (id: string): Promise<void> => page.getByTestId(id).first().click();
  const at = async (id: string, name = id): Promise<void> => {
    await page.getByTestId(id).first().waitFor();
    await onScreen(name);
  };
  await at('attract');
  await begin(page, language, mode);
  await at('purpose-walk-in', 'purpose');
  await tap('help');
  await at('help-sheet', 'help');
  await tap('help-close');
  await tap('purpose-unwell');
  await at('emergency');
  await tap('start-over');

  await begin(page, language, mode);
  await tap('purpose-appointment');
  await at('booking-no-code', 'booking');
  await scan(page, 'https://elsewhere.example/b/0198c5a0-0000-7000-8000-00000000dead');
  await at('refused-wrong_clinic');
  await tap('back');
  await page.getByTestId('booking-no-code').waitFor();
  await scan(page, BOOKING_CODE);
  await at('appointment-found');
  await tap('start-over');

  await begin(page, language, mode);
  await tap('purpose-walk-in');
  await at('phone');
  // Another one for each walk: nobody is known from the walk before.
  walks += 1;
  await page.getByTestId('phone').fill(`020 7946 1${String(walks).padStart(3, '0')}`);
  await tap('continue');
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type(language === 'zh' ? '19840505' : '05051984');
  await at('birth-date');
  await tap('continue');
  await at('first-name', 'name');
  await page.getByTestId('first-name').fill('Zoë');
  await page.getByTestId('last-name').fill('O’Brien');
  await tap('continue');
  await at('gender-other', 'gender');
  await tap('gender-other');
  await at('service-choice', 'service');
  await tap('service-choice');
  await at('doctor-choice', 'doctor');
  await tap('doctor-any');
  await at('reason-choice', 'reason');
  await tap('reason-other');
  await at('typed-reason');
  await tap('continue');
  await at('requirement-wheelchair', 'requirements');
  await tap('requirement-interpreter');
  await tap('continue');
  await at('payment-desk', 'payment');
  await tap('payment-desk');
  await at('token');
  await tap('token-done');
}

/** Each with what shows that the device has answered. */
const STAFF_PANELS = [
  ['device', 'dl'],
  ['printer', '[data-testid="printer-profile"] option'],
  ['tickets', '[data-testid="staff-ticket"]'],
  ['log', '[data-testid="staff-op"]'],
  ['start', '[data-testid="start-language-clinic"]'],
] as const;

/** The staff area speaks the clinic's language. */
export async function walkStaffScreens(page: Page, onScreen: OnScreen): Promise<void> {
  await page.getByTestId('attract').waitFor();
  await page.keyboard.press('Control+Alt+s');
  await page.getByTestId('staff-pin').waitFor();
  await onScreen('staff-pin');
  await page.getByTestId('staff-pin').fill(STAFF_PIN);
  await page.getByTestId('continue').click();
  for (const [panel, shows] of STAFF_PANELS) {
    await page.getByTestId(`staff-${panel}`).click();
    await page.locator(shows).first().waitFor({ state: 'attached' });
    await onScreen(`staff-${panel}`);
  }
  await page.getByTestId('staff-leave').click();
}
