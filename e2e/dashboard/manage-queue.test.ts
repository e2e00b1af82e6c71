import { beforeAll, describe, expect, test } from 'vitest';
import { openPage } from '../browser.ts';
import { goTo } from './dashboard-page.ts';
import { checkInForOneDoctor } from './fill-clinic.ts';
import { useDashboard } from './use-dashboard.ts';

/** Staff who answer for the queue: they see why, judge, take back, and set how it is ordered. */
/** A machine with much to do is slow. */
const EVENTUALLY = { timeout: 20_000 };

let tokens: string[] = [];

const desk = useDashboard('admin', async (clinic) => {
  tokens = await checkInForOneDoctor(clinic, [
    { firstName: 'Ana', birthDate: '1990-01-01' },
    { firstName: 'Bo', birthDate: '1991-02-02' },
    { firstName: 'Cem', birthDate: '1955-03-03' },
  ]);
});
beforeAll(async () => entry(tokens[2]!).waitFor());

const entry = (token: string) => desk.page.locator(`[data-testid=waiting-entry][data-token="${token}"]`);
const order = async () =>
  desk.page
    .locator('[data-testid=waiting-entry]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-token')));
const input = (testId: string) => desk.page.getByTestId(testId).locator('input');

describe('the board', () => {
  test('says why somebody stands where they stand, and how long they were told it takes', async () => {
    await entry(tokens[0]!).getByRole('button').first().click();
    await entry(tokens[0]!).getByTestId('entry-why').getByText('Waiting').waitFor();
    expect(await entry(tokens[1]!).getByTestId('wait-range').innerText()).toMatch(/\d/u);
  });

  test('raises somebody to an emergency, with a reason, and they go first', async () => {
    await entry(tokens[2]!).getByRole('button').first().click();
    await entry(tokens[2]!).getByTestId('action-urgency').click();
    await desk.page.getByTestId('urgency-confirm').click();
    // Without a reason it is not done.
    await desk.page.getByTestId('urgency-dialog').getByText('Say why').waitFor();
    await desk.page.getByRole('button', { name: 'Chest pain' }).click();
    await desk.page.getByTestId('urgency-confirm').click();
    await expect.poll(order, EVENTUALLY).toEqual([tokens[2], tokens[0], tokens[1]]);
    expect(await entry(tokens[2]!).getByText('Emergency', { exact: true }).first().isVisible()).toBe(true);
  });

  test('takes that back, and a call as well: the entry stands as it stood', async () => {
    await desk.page.getByTestId('undo').click();
    await expect.poll(order, EVENTUALLY).toEqual(tokens);
    await desk.page
      .getByTestId('queue-group')
      .filter({ has: entry(tokens[0]!) })
      .getByTestId('next')
      .click();
    await desk.page.locator(`[data-testid=called-entry][data-token="${tokens[0]}"]`).waitFor();
    await desk.page.getByTestId('undo').click();
    await expect.poll(order, EVENTUALLY).toEqual(tokens);
    await desk.page.getByTestId('notice').getByText('taken back').waitFor();
  });

  test('shows whom a kiosk sent to the desk, why, and what to do, until it is done', async () => {
    const kiosk = await openPage(desk.browser, desk.clinic.kiosk.ready.url, { width: 1080, height: 1920 });
    await kiosk.page.getByTestId('attract').click();
    await kiosk.page.getByTestId('purpose-appointment').click();
    await kiosk.page.getByTestId('booking-no-code').click();
    await kiosk.page.getByTestId('phone').fill('020 7946 0958');
    await kiosk.page.getByTestId('continue').click();
    await kiosk.page.getByTestId('birth-date').waitFor();
    await kiosk.page.keyboard.type('05051984');
    await kiosk.page.getByTestId('continue').click();
    const refusal = desk.page.locator('[data-testid=refusal][data-reason=not_found]').first();
    await refusal.waitFor({ timeout: 30_000 });
    await refusal.getByText('Look the patient up').waitFor();
    await refusal.getByTestId('refusal-done').click();
    await expect.poll(async () => desk.page.getByTestId('refusal').count(), EVENTUALLY).toBe(0);
    await kiosk.page.close();
  });
});

describe('the order of the queue', () => {
  test('is shown as it would be before it is saved, and changed by nothing but saving', async () => {
    await goTo(desk.page, '/settings/order');
    await desk.page.getByTestId('add-age-band').click();
    // Cem alone is over 65: twenty minutes more than the others.
    await input('age-minutes-2').fill('20');
    await input('age-minutes-2').press('Enter');
    const then = desk.page.getByTestId('places-then').first().locator('li');
    await expect
      .poll(async () => then.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-token'))), EVENTUALLY)
      .toEqual([tokens[2], tokens[0], tokens[1]]);
    const now = desk.page.getByTestId('places-now').first().locator('li');
    expect(await now.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-token')))).toEqual(tokens);
    expect(await desk.page.getByTestId('comparison-sum').first().innerText()).toBe('1 earlier, 2 later');
  });

  test('is so on the board once it is saved', async () => {
    await desk.page.getByTestId('setting-save').click();
    await desk.page.getByTestId('notice').getByText('Saved').waitFor();
    await goTo(desk.page, '/');
    await expect.poll(order, EVENTUALLY).toEqual([tokens[2], tokens[0], tokens[1]]);
  });

  test('a draft that contradicts itself cannot be saved', async () => {
    await goTo(desk.page, '/settings/order');
    await input('credit-low').fill('500');
    await input('credit-low').press('Enter');
    await desk.page.getByText('These values contradict each other').waitFor();
    expect(await desk.page.getByTestId('setting-save').isDisabled()).toBe(true);
    await desk.page.getByTestId('setting-discard').click();
  });
});

test('the browser had nothing to complain of', () => {
  // Before anyone has signed in, the hub has no session to renew.
  expect(desk.complaints.filter((line) => !line.includes('401'))).toEqual([]);
});
