import { expect, test } from 'vitest';
import { listSettings } from '#shared/protocol/api/settings.ts';
import { goTo } from './dashboard-page.ts';
import { useDashboard } from './use-dashboard.ts';

/** What a manager chooses on the pages of the settings is what the hub then has. */
const desk = useDashboard();

const type = async (testId: string, text: string): Promise<void> => {
  await desk.page.getByTestId(testId).locator('input').fill(text);
  await desk.page.getByTestId(testId).locator('input').press('Enter');
};
async function save(key: string): Promise<unknown> {
  await desk.page.getByTestId('setting-save').click();
  await desk.page.getByTestId('notice').getByText('Saved').waitFor();
  await desk.page.getByTestId('notice').getByRole('button', { name: 'Close' }).click();
  return (await desk.call(listSettings, {})).find((setting) => setting.key === key)?.value;
}

test('how long appointments last, and how soon patients may book and change them', async () => {
  await goTo(desk.page, '/settings/appointments');
  // The usual length is always one of those offered.
  expect(await desk.page.getByTestId('length-30').isDisabled()).toBe(true);
  await desk.page.getByTestId('length-20').click();
  await desk.page.getByTestId('length-60').click();
  await desk.page.getByTestId('usual-length').getByRole('button').click();
  await desk.page.getByRole('option', { name: '20 min' }).click();
  await type('days-ahead', '30');
  await type('notice', '3');
  await type('change-notice', '4');
  expect(await save('appointments')).toMatchObject({
    default_minutes: 20,
    offered_minutes: [15, 20, 30, 45],
    bookable_days_ahead: 30,
    notice_minutes: 180,
    change_notice_minutes: 240,
  });
});

test('when patients are reminded, by what, and that nothing is sent yet', async () => {
  await goTo(desk.page, '/settings/reminders');
  await desk.page.getByText('not sent yet').waitFor();
  expect(await desk.page.getByTestId('reminder').count()).toBe(3);
  await desk.page.getByTestId('reminder-remove').first().click();
  await desk.page.getByTestId('reminder-add').click();
  await desk.page.getByTestId('reminder-before').last().locator('input').fill('2');
  await desk.page.getByTestId('reminder-before').last().locator('input').press('Enter');
  expect(await save('reminders')).toMatchObject({
    reminders: [
      { channel: 'sms', minutes_before: 120 },
      { channel: 'email', minutes_before: 60 },
      { channel: 'email', minutes_before: 2880 },
    ],
  });
});

test('which ways to pay are offered, and how long a slot is kept', async () => {
  await goTo(desk.page, '/settings/payments');
  await desk.page.getByTestId('offer-upi').click();
  await type('hold-minutes', '15');
  expect(await save('payments')).toMatchObject({ card: false, upi: true, hold_minutes: 15 });
});

test('which languages are offered, and never none', async () => {
  await goTo(desk.page, '/settings/languages');
  for (const code of ['es', 'fr', 'de', 'pt', 'hi', 'zh', 'en']) await desk.page.getByTestId(`offer-${code}`).click();
  expect(await desk.page.getByTestId('offer-ar').locator('input').isDisabled()).toBe(true);
  expect(await save('languages')).toEqual({ offered: ['ar'] });
});

test('is not saved by itself, and goes back when it is discarded', async () => {
  await goTo(desk.page, '/settings/payments');
  await desk.page.getByTestId('offer-card').click();
  await desk.page.getByText('Not saved yet').waitFor();
  await desk.page.getByTestId('setting-discard').click();
  expect(await desk.page.getByTestId('offer-card').locator('input').isChecked()).toBe(false);
  expect(desk.complaints.filter((line) => !line.includes('401'))).toEqual([]);
});
