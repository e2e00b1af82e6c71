import type { Browser, Page } from 'playwright-core';
import type { Language } from '#shared/domain/language.ts';
import type { KioskStart } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import type { CheckedIn } from '#shared/protocol/bridge/kiosk-contract.ts';
import { stopClock } from './stop-clock.ts';
import { tellOtherwise, type ToldOtherwise } from './told-otherwise.ts';
import { scan, type OnScreen } from './walk-screens.ts';

const START: KioskStart = { language: null, largeText: false, highContrast: false, lowReach: false, speech: false };
const VISIT = '0198c5a0-0000-7000-8000-0000000000aa';
const TOKEN: CheckedIn = {
  visitUid: VISIT,
  token: 'A-047',
  waitingArea: 'Area 1',
  peopleAhead: 2,
  waitMinutes: [10, 25],
  printState: 'printed',
};
const ELEVEN = Date.UTC(2026, 2, 14, 11);

export type Troubles = {
  url: string;
  language: Language;
  viewport: { width: number; height: number };
  deviceScaleFactor?: number;
  /** How the kiosk meets people; as usual, where left out. */
  preferences?: Partial<KioskStart>;
  /** The page's clock stands still there. */
  time?: number;
};

/**
 * Every screen that tells of trouble, and those that depend on what the device finds: in one language, each as its device
 * would have it. `url` is a stand's; the page hears from the stand whatever is not told otherwise.
 */
export async function walkTroubles(browser: Browser, given: Troubles, onScreen: OnTrouble): Promise<void> {
  const { url, language, viewport, deviceScaleFactor, preferences, time } = given;
  const context = await browser.newContext({ viewport, deviceScaleFactor, reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (time !== undefined) await stopClock(page, time);
  const start = { ...START, ...preferences, language };
  const told = await tellOtherwise(page, { 'kiosk.settings': { start }, 'kiosk.printer': { state: 'ready' } });
  const at = async (testId: string, name: string): Promise<void> => {
    await page.getByTestId(testId).first().waitFor();
    await onScreen(page, name);
  };
  const tell = async (topics: ToldOtherwise['topics'], testId: string, name: string): Promise<void> => {
    const usual = told.topics;
    told.topics = { ...usual, ...topics };
    told.tellAgain();
    await at(testId, name);
    told.topics = usual;
    const healthy = { disk: 'ok', clock: 'ok', blockedBy: null, badSettings: false } as const;
    told.topics = { ...usual, 'kiosk.health': healthy };
    told.tellAgain();
    await page.getByTestId('attract').waitFor();
  };

  await page.goto(url);
  await page.getByTestId('attract').waitFor();
  for (const state of ['paper_out', 'cover_open', 'unreachable'] as const) {
    await tell({ 'kiosk.printer': { state } }, 'no-paper', `printer-${state}`);
  }
  await tell({ 'kiosk.health': { disk: 'low' } }, 'disk-low', 'disk-low');
  await tell({ 'kiosk.health': { badSettings: true } }, 'bad-settings', 'bad-settings');
  await tell({ 'kiosk.health': { disk: 'full' } }, 'out-of-service-diskFull', 'disk-full');
  await tell({ 'kiosk.health': { clock: 'jumped' } }, 'out-of-service-clockJumped', 'clock-jumped');
  await tell({ 'kiosk.health': { blockedBy: 'device.revoked' } }, 'out-of-service-blocked', 'revoked');
  await tell({ 'device.state': { paired: false, hubUrl: null, deviceName: null } }, 'hub-address', 'not-paired');

  const tap = async (id: string): Promise<void> => page.getByTestId(id).first().click();
  const begin = async (): Promise<void> => {
    await page.getByTestId('attract').waitFor();
    await page.getByTestId(`language-${language}`).click();
  };
  for (const reason of ['not_found', 'too_early', 'too_late', 'already_checked_in'] as const) {
    const shown = { startAt: reason.startsWith('too') ? ELEVEN : null, opensAt: ELEVEN - 7_200_000 };
    told.answers = { 'kiosk.findAppointment': { status: 'refused', reason, ...shown } };
    await begin();
    await scan(page, 'https://clinic.example/b/0198c5a0-0000-7000-8000-00000000dead');
    await at(`refused-${reason}`, `refused-${reason}`);
    await tap('start-over');
  }

  await typeWho(page, begin, tap, language);
  told.answers = { 'kiosk.findPatient': { claim: VISIT, initial: null } };
  await tap('continue');
  await at('recognise-yes', 'recognise-unnamed');
  await tap('back');
  await page.getByTestId('birth-date').waitFor();
  told.answers = {
    'kiosk.findPatient': { claim: VISIT, initial: 'ز' },
    'kiosk.checkIn': 'never',
  };
  await tap('continue');
  await at('recognise-yes', 'recognise');
  const { 'kiosk.choices': choices } = told.topics;
  told.topics = { ...told.topics, 'kiosk.choices': { services: [], doctors: [] } };
  told.tellAgain();
  await tap('recognise-yes');
  await at('no-services', 'no-services');
  told.topics = { ...told.topics, 'kiosk.choices': choices };
  told.tellAgain();
  await tap('service-choice');
  await tap('doctor-any');
  await at('sending', 'sending');
  await page.reload();

  for (const code of ['bridge.lost', 'device.disk_full', 'check_in.service_closed'] as const) {
    told.answers = { 'kiosk.emergency': { fails: code } };
    await begin();
    await tap('purpose-unwell');
    await tap('emergency-confirm');
    await at('failed', `failed-${code}`);
    await tap('start-over');
  }
  const tokens: [string, CheckedIn, boolean][] = [
    ['token-printed', { ...TOKEN, toPay: { amountMinor: 2500, currency: 'GBP' } }, true],
    ['token-screen-only', { ...TOKEN, printState: 'unknown' }, true],
    ['token-emergency', { ...TOKEN, emergency: true, peopleAhead: 0, waitMinutes: null }, true],
    ['token-emergency-offline', { ...TOKEN, emergency: true, peopleAhead: 0, waitMinutes: null }, false],
  ];
  for (const [name, token, online] of tokens) {
    told.answers = { 'kiosk.emergency': token };
    const sync = { online, lastContactAt: null, outboxDepth: 0, oldestOutboxAt: null, lastError: null };
    told.topics = { ...told.topics, 'device.state': { sync } };
    told.tellAgain();
    await begin();
    await tap('purpose-unwell');
    await tap('emergency-confirm');
    await at('token', name);
    await tap('token-done');
  }
  await page.getByTestId('attract').waitFor();
  await told.hangUp();
  await at('unreachable', 'unreachable');
  await context.close();
}

export type OnTrouble = (page: Page, name: string) => ReturnType<OnScreen>;

async function typeWho(
  page: Page,
  begin: () => Promise<void>,
  tap: (id: string) => Promise<void>,
  language: Language,
): Promise<void> {
  await begin();
  await tap('purpose-walk-in');
  await page.getByTestId('phone').fill('020 7946 0123');
  await tap('continue');
  await page.getByTestId('birth-date').waitFor();
  await page.keyboard.type(language === 'zh' ? '19840505' : '05051984');
}
