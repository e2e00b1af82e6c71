import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { callKiosk, walkIn, type KioskCaller } from '#testing/kiosk-caller.ts';
import { readQrOfPng } from '#testing/virtual-printer/read-qr.ts';
import { useDashboard } from './use-dashboard.ts';

/** The desk scans tickets: of people who are known, and of one whose kiosk broke before the hub heard of them. */
const EVENTUALLY = { timeout: 30_000 };
let kiosk: KioskCaller;
let choices: Choices;

const desk = useDashboard('reception', async (clinic) => {
  kiosk = await callKiosk(clinic.kiosk.ready.url);
  choices = await kiosk.choices();
});
afterAll(() => kiosk?.close());

async function comeIn(): Promise<string> {
  return (await kiosk.checkIn({ ...walkIn(choices), idempotencyKey: randomUUID() })).token;
}

/** What a scanner reads off the ticket that came out as the nth. */
async function scanTicket(nth: number): Promise<string> {
  let text: string | null = null;
  await expect
    .poll(
      async () => {
        const picture = await fetch(new URL(`/tickets/${nth}.png`, desk.clinic.printer.ready.trayUrl));
        text = picture.ok ? readQrOfPng(await picture.bytes()) : null;
        return text;
      },
      { timeout: 30_000 },
    )
    .not.toBeNull();
  return text!;
}

/** As a scanner does, which is a keyboard: the text, and Enter. */
async function scanIntoSearch(text: string): Promise<void> {
  await desk.page.getByTestId('find').fill(text);
  await desk.page.getByTestId('find').press('Enter');
}
const entry = (token: string) => desk.page.locator(`[data-testid=waiting-entry][data-token="${token}"]`);

test('the ticket of somebody who waits finds and picks them', async () => {
  const token = await comeIn();
  await entry(token).waitFor(EVENTUALLY);
  await scanIntoSearch(await scanTicket(0));
  expect(await desk.page.getByTestId('find').inputValue()).toBe(token);
  expect(await desk.page.getByTestId('waiting-entry').count()).toBe(1);
  expect(await desk.page.getByTestId('record-dialog').count()).toBe(0);
  await desk.page.getByTestId('find').fill('');
});

test('the ticket of a lost kiosk puts its patient in the queue, under the number on the paper', async () => {
  await desk.clinic.hub.kill();
  const token = await comeIn();
  const scanned = await scanTicket(1);
  kiosk.close();
  await desk.clinic.kiosk.kill();
  await desk.clinic.restartHub();
  await desk.page.reload();
  await desk.page.getByTestId('find').waitFor(EVENTUALLY);
  await scanIntoSearch(scanned);
  const dialog = desk.page.getByTestId('record-dialog');
  await dialog.getByText(token).first().waitFor();
  await dialog.getByTestId('record-save').click();
  await entry(token).waitFor(EVENTUALLY);
  expect(await desk.page.getByTestId('find').inputValue()).toBe(token);
  // Scanned once more, it is known like any other.
  await scanIntoSearch(scanned);
  expect(await desk.page.getByTestId('record-dialog').count()).toBe(0);
});

test('nothing on the page complained', () => {
  const ordinary = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection|net::ERR|status of 401/u;
  expect(desk.complaints.filter((complaint) => !ordinary.test(complaint))).toEqual([]);
});
