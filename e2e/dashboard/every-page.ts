import type { Page } from 'playwright-core';
import { findViolations } from '../kiosk/check-accessibility.ts';
import { goTo } from './dashboard-page.ts';

/** A page of the dashboard, and what opens on it. */
type Place = { path: string; open?: readonly string[] };

const ROW = (name: string) => `[data-testid=${name}] button`;
const ADD = '[data-testid=record-add]';

export const PLACES: readonly Place[] = [
  { path: '/', open: [ROW('waiting-entry')] },
  { path: '/', open: [ROW('waiting-entry'), '[data-testid=action-urgency]'] },
  { path: '/appointments', open: [ROW('appointment-row')] },
  { path: '/patients' },
  { path: '/patients', open: ['[data-testid=patient-add]'] },
  { path: '/patients/1' },
  { path: '/patients/1', open: ['[data-testid=patient-book]'] },
  { path: '/patients/1', open: ['[data-testid=patient-join]'] },
  { path: '/payments' },
  { path: '/payments', open: ['[data-testid=action-take-payment]'] },
  { path: '/conflicts' },
  { path: '/devices', open: [ROW('device-row')] },
  { path: '/settings/services', open: [ROW('service-row')] },
  { path: '/settings/doctors', open: [ADD] },
  { path: '/settings/stations', open: [ROW('station-row')] },
  { path: '/settings/hours', open: ['[data-testid=hours-add]'] },
  { path: '/settings/users', open: [ROW('user-row')] },
  { path: '/settings/location' },
  { path: '/settings/order' },
  { path: '/settings/kiosk' },
  { path: '/settings/kiosk', open: ['[data-testid=kiosk-pin]'] },
  { path: '/settings/ticket' },
  { path: '/settings/appointments' },
  { path: '/settings/reminders' },
  { path: '/settings/payments' },
  { path: '/settings/languages' },
  { path: '/settings/audit' },
];

/** Opens every place in turn and gives what axe finds there, with where it was found. */
export async function violationsOnEveryPage(page: Page, places: readonly Place[] = PLACES): Promise<string[]> {
  const found: string[] = [];
  const look = async (where: string): Promise<void> => {
    for (const line of await findViolations(page)) {
      // The kiosk and the display promise AAA contrast; the dashboard AA.
      if (!line.startsWith('color-contrast-enhanced')) found.push(`${where}: ${line}`);
    }
  };
  for (const { path, open = [] } of places) {
    await goTo(page, path);
    await page.waitForLoadState('networkidle');
    if (open.length === 0) await look(path);
    for (const selector of open) {
      await page.locator(selector).first().click();
      await page.waitForLoadState('networkidle');
    }
    if (open.length > 0) await look(`${path} (${open.at(-1)})`);
    await page.keyboard.press('Escape');
  }
  return found;
}
