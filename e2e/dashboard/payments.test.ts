import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { DEMO_SERVICES } from '#hub/demo/demo-clinic.ts';
import { callKiosk, walkIn, type KioskCaller } from '#testing/kiosk-caller.ts';
import { openFrontDesk } from '../kiosk/front-desk.ts';
import { goTo, openDashboard } from './dashboard-page.ts';
import { useClinic } from './use-dashboard.ts';

/** What a kiosk asks for, from the walk-in to the till: two desks look at the same board. */
const EVENTUALLY = { timeout: 30_000 };
const open = useClinic({ env: { ANTEROOM_POLL_SECONDS: '1' } });
let kiosk: KioskCaller;
let choices: Choices;
let one: Page;
let two: Page;
let complaints: string[] = [];

beforeAll(async () => {
  const { clinic, browser } = open;
  const desk = await openFrontDesk(clinic.hub.ready.url, clinic.signIn.password);
  await desk.setUpKiosks({
    steps: ['phone', 'birthDate', 'name', 'service', 'payment'],
    fees: [{ serviceUid: DEMO_SERVICES[0].uid, amountMinor: 1200, currency: 'USD' }],
  });
  kiosk = await callKiosk(clinic.kiosk.ready.url);
  await kiosk.hear('kiosk.settings', ({ fees }) => fees.length > 0);
  choices = await kiosk.choices();
  ({ page: one, complaints } = await openDashboard(browser, clinic, 'reception'));
  ({ page: two } = await openDashboard(browser, clinic, 'admin'));
});
afterAll(() => kiosk?.close());

async function comeIn(firstName: string): Promise<string> {
  const { token } = await kiosk.checkIn({
    ...walkIn(choices),
    idempotencyKey: randomUUID(),
    patient: { firstName, lastName: 'Haddad', birthDate: '1984-05-12', phone: `0151 ${firstName.length}3456789` },
    serviceUid: DEMO_SERVICES[0].uid,
    doctorUid: null,
    payment: 'desk',
  });
  return token;
}
const entry = (page: Page, token: string) => page.locator(`[data-testid=waiting-entry][data-token="${token}"]`);

describe('a walk-in who is to pay at the desk', () => {
  let token = '';

  test('stands on every board with what is due, in the clinic’s currency', async () => {
    token = await comeIn('Ana');
    for (const page of [one, two]) {
      const due = entry(page, token).getByTestId('payment-due');
      await due.waitFor(EVENTUALLY);
      expect(await due.innerText()).toBe('$12.00 due');
    }
  });

  test('pays at one desk, and the other sees at once that nothing is due any more', async () => {
    await entry(one, token).getByRole('button').first().click();
    await entry(one, token).getByTestId('action-take-payment').click();
    await one.getByTestId('pay-card').click();
    await one.getByTestId('payment-reference').locator('input').fill('T-4711');
    await one.getByTestId('payment-take').click();
    const paid = entry(two, token).getByTestId('payment-paid');
    // Sooner than the board asks by itself, which is every fifteen seconds.
    await paid.waitFor({ timeout: 5_000 });
    expect(await paid.innerText()).toBe('$12.00 paid');
    expect(await entry(one, token).getByTestId('payment-how').innerText()).toMatch(/^Card · .* · T-4711$/u);
  });

  test('is due again when it was a mistake, and only with a reason', async () => {
    await entry(two, token).getByRole('button').first().click();
    await entry(two, token).getByTestId('action-void-payment').click();
    await two.getByTestId('void-confirm').click();
    await two.getByTestId('void-dialog').getByText('Say why').waitFor();
    await two.getByRole('button', { name: 'Wrong patient' }).click();
    await two.getByTestId('void-confirm').click();
    await entry(one, token).getByTestId('payment-due').waitFor({ timeout: 5_000 });
    expect(await entry(one, token).getByTestId('payment-how').count()).toBe(0);
  });

  test('is received once though both desks have the question open, and the second is told', async () => {
    await entry(one, token).getByTestId('action-take-payment').click();
    await entry(two, token).getByTestId('action-take-payment').click();
    await Promise.all([one, two].map(async (page) => page.getByTestId('payment-take').waitFor()));
    await one.getByTestId('payment-take').click();
    await entry(one, token).getByTestId('payment-paid').waitFor(EVENTUALLY);
    await two.getByTestId('payment-take').click();
    await two.getByText('Somebody else has received this payment already').waitFor(EVENTUALLY);
    expect(await entry(two, token).getByTestId('payment-how').innerText()).toMatch(/^Cash/u);
    await two.getByTestId('notice').getByRole('button', { name: 'Close' }).first().click();
  });

  test('has the way back for a few seconds after a tap too many', async () => {
    const next = await comeIn('Bo');
    await entry(one, next).waitFor(EVENTUALLY);
    await entry(one, next).getByRole('button').first().click();
    await entry(one, next).getByTestId('action-take-payment').click();
    await one.getByTestId('payment-take').click();
    await one.getByTestId('undo').click();
    await entry(one, next).getByTestId('payment-due').waitFor(EVENTUALLY);
    expect(await entry(one, next).getByTestId('payment-paid').count()).toBe(0);
  });

  test('is found among the payments of the day after they have left the board, and pays there', async () => {
    const left = await comeIn('Cem');
    await entry(one, left).waitFor(EVENTUALLY);
    await entry(one, left).getByRole('button').first().click();
    await entry(one, left).getByTestId('action-cancel').click();
    await one.getByTestId('cancel-confirm').click();
    await entry(one, left).waitFor({ state: 'detached' });
    await goTo(one, '/payments');
    const row = one.getByTestId('payment-row').filter({ hasText: left });
    await row.getByTestId('action-take-payment').click();
    await one.getByTestId('payment-take').click();
    await row.getByTestId('payment-paid').waitFor(EVENTUALLY);
    expect(await one.getByTestId('payment-sums').innerText()).toMatch(/\$12\.00 due[\s\S]*Cash \$24\.00/u);
    await goTo(one, '/');
  });
});

test('who came while the hub was away is asked for it as soon as it is back', async () => {
  await open.clinic.hub.kill();
  const token = await comeIn('Dora');
  await open.clinic.restartHub();
  for (const page of [one, two]) await entry(page, token).getByTestId('payment-due').waitFor({ timeout: 60_000 });
  await entry(two, token).getByRole('button').first().click();
  await entry(two, token).getByTestId('action-take-payment').click();
  await two.getByTestId('payment-take').click();
  const paid = entry(one, token).getByTestId('payment-paid');
  await paid.waitFor(EVENTUALLY);
  expect(await paid.innerText()).toBe('$12.00 paid');
});

test('the browser had nothing to complain of but the hub that was away', () => {
  const own = (line: string) => !/401|ERR_CONNECTION|WebSocket|502|Failed to load resource/u.test(line);
  expect(complaints.filter(own)).toEqual([]);
});
