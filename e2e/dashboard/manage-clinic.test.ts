import { describe, expect, test } from 'vitest';
import { openPage } from '../browser.ts';
import { goTo } from './dashboard-page.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';
import { useDashboard } from './use-dashboard.ts';

/** Whoever runs the clinic changes it, and those whom it concerns see the change. */
/** A machine with much to do is slow. */
const EVENTUALLY = { timeout: 20_000 };

const desk = useDashboard('admin', async (clinic) => {
  await checkInForOneDoctor(clinic, [{ firstName: 'Łukasz', birthDate: '1980-01-01' }]);
});

const input = (testId: string) => desk.page.getByTestId(testId).locator('input');
async function save(): Promise<void> {
  await desk.page.getByTestId('record-save').click();
  await desk.page.getByTestId('record-dialog').waitFor({ state: 'detached' });
}

describe('settings', () => {
  test('of kiosks reach a kiosk that nobody is using, and wait while somebody is', async () => {
    const kiosk = await openPage(desk.browser, desk.clinic.kiosk.ready.url, { width: 1080, height: 1920 });
    await kiosk.page.getByTestId('language-hi').waitFor();
    await goTo(desk.page, '/settings/kiosk');
    await desk.page.getByTestId('step-reason').click();
    await desk.page.getByTestId('offer-hi').click();
    await desk.page.getByTestId('setting-save').click();
    await desk.page.getByTestId('notice').getByText('Saved').waitFor();
    await kiosk.page.getByTestId('language-hi').waitFor({ state: 'detached', timeout: 45_000 });
    expect(await kiosk.page.getByTestId('language-ar').isVisible()).toBe(true);

    await kiosk.page.getByTestId('language-ar').click();
    await kiosk.page.getByTestId('purpose-walk-in').click();
    await kiosk.page.getByTestId('phone').fill('0151 2345');
    await desk.page.getByTestId('offer-ar').click();
    await desk.page.getByTestId('setting-save').click();
    // Another screen of the same kiosk, at its beginning, shows when the kiosk has heard of it.
    const other = await openPage(desk.browser, desk.clinic.kiosk.ready.url, { width: 1080, height: 1920 });
    await other.page.getByTestId('language-en').waitFor();
    await expect.poll(async () => other.page.getByTestId('language-ar').count(), { timeout: 45_000 }).toBe(0);
    await other.page.close();
    expect(await kiosk.page.getByTestId('phone').inputValue()).toContain('0151 2345');
    expect(await kiosk.page.locator('html').getAttribute('lang')).toBe('ar');
    await kiosk.page.getByTestId('start-over').click();
    await kiosk.page.getByTestId('language-en').waitFor();
    await expect.poll(async () => kiosk.page.getByTestId('language-ar').count(), { timeout: 45_000 }).toBe(0);
    await kiosk.page.close();
  });

  test('a new service has its queue on the board', async () => {
    await goTo(desk.page, '/settings/services');
    await desk.page.getByTestId('record-add').click();
    await input('service-name').fill('Physiotherapy');
    await save();
    await desk.page.getByTestId('service-row').filter({ hasText: 'Physiotherapy' }).waitFor();
    await goTo(desk.page, '/');
    await expect
      .poll(async () => desk.page.getByTestId('queue-tab').filter({ hasText: 'Physiotherapy' }).count(), EVENTUALLY)
      .toBe(1);
  });

  test('a form that lacks something says what, at the field', async () => {
    await goTo(desk.page, '/settings/stations');
    await desk.page.getByTestId('record-add').click();
    await desk.page.getByTestId('record-save').click();
    await desk.page.getByTestId('record-dialog').getByText('Type a name.').waitFor();
    expect(await input('station-name').evaluate((field) => field === document.activeElement)).toBe(true);
    await input('station-name').fill('Room 9');
    await save();
    await desk.page.getByTestId('station-row').filter({ hasText: 'Room 9' }).waitFor();
  });

  test('whoever is invited gets a link that is shown once', async () => {
    await goTo(desk.page, '/settings/users');
    await desk.page.getByTestId('record-add').click();
    await input('user-name').fill('Ngozi Ahmed');
    await input('user-email').fill('ngozi@clinic.example');
    await desk.page.getByTestId('record-save').click();
    expect(await input('user-link').inputValue()).toContain(desk.clinic.hub.ready.url);
    await desk.page.keyboard.press('Escape');
    await desk.page.getByTestId('user-row').filter({ hasText: 'ngozi@clinic.example' }).getByText('Invited').waitFor();
  });
});

describe('a patient', () => {
  test('is found without accents, booked, moved and cancelled', async () => {
    await goTo(desk.page, '/settings/hours');
    await desk.page.getByTestId('hours-add').first().click();
    for (const day of ['SA', 'SU']) await desk.page.getByTestId(`weekday-${day}`).click();
    await input('hours-start_time').fill('00:00');
    await input('hours-end_time').fill('23:55');
    await save();

    await goTo(desk.page, '/patients');
    await input('patient-search').fill('lukasz');
    await desk.page.getByTestId('patient-row').getByRole('button').click();
    await desk.page.getByTestId('patient-book').click();
    await desk.page.getByTestId('slot-day-after').click();
    await desk.page.getByTestId('slot').first().click();
    await save();
    await desk.page.getByTestId('history-appointment').waitFor();

    await goTo(desk.page, '/appointments');
    await desk.page.getByTestId('day-after').click();
    await desk.page.getByTestId('appointment-row').getByRole('button').click();
    await desk.page.getByTestId('appointment-move').click();
    await desk.page.getByTestId('slot').last().click();
    await desk.page.getByTestId('appointment-move-confirm').click();
    await desk.page.getByTestId('appointment-row').getByText('Moved').waitFor();
    await desk.page.getByTestId('appointment-row').getByRole('button').click();
    await desk.page.getByTestId('appointment-cancel').click();
    await input('appointment-reason').fill('Asked for it');
    await desk.page.getByTestId('appointment-cancel-confirm').click();
    await expect
      .poll(async () => desk.page.getByTestId('appointment-row').getByText('Cancelled').count(), EVENTUALLY)
      .toBe(1);
  });

  test('all of which stands in the audit log', async () => {
    await goTo(desk.page, '/settings/audit');
    await input('audit-action').fill('Cancelled an appointment');
    await desk.page.getByRole('option', { name: 'Cancelled an appointment' }).click();
    await expect.poll(async () => desk.page.getByTestId('audit-row').count(), EVENTUALLY).toBe(1);
    await desk.page.getByTestId('audit-row').getByText('Siobhán').waitFor();
  });
});
