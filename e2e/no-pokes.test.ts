import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi, type ApiTransport } from '#shared/protocol/api/client.ts';
import { listStations } from '#shared/protocol/api/directory.ts';
import { callNext, currentQueue } from '#shared/protocol/api/queue.ts';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import { launchBrowser, openPage } from './browser.ts';
import { openClinic, type OpenClinic } from './open-clinic.ts';

/** Pokes only make things quick: with every one of them lost, polling alone brings a call to the display. */
let clinic: OpenClinic;
let browser: Browser;
let display: Page;

beforeAll(async () => {
  const env = { ANTEROOM_POKES: 'off', ANTEROOM_POLL_SECONDS: '2' };
  [clinic, browser] = await Promise.all([openClinic({ env }), launchBrowser()]);
  ({ page: display } = await openPage(browser, clinic.display.ready.url, { width: 1920, height: 1080 }));
});

afterAll(async () => {
  await browser?.close();
  await clinic?.close();
});

test('without pokes, a check-in reaches the hub and its call reaches the display', async () => {
  const kiosk = await callKiosk(clinic.kiosk.ready.url);
  const { token } = await kiosk.checkIn(walkIn(await kiosk.choices()));
  kiosk.close();

  const hub = await signedIn();
  await expect.poll(async () => queueWith(hub, token), { timeout: 20_000 }).toBeDefined();
  const queue = await queueWith(hub, token);
  const [station] = await callApi(hub, listStations, {});
  const { called } = await callApi(hub, callNext, {
    body: { doctor_id: queue!.doctor_id, service_id: queue!.service_id, station_id: station!.id },
  });

  expect(called?.token_label).toBe(token);
  await display.getByTestId('call-screen').getByText(token).first().waitFor({ timeout: 20_000 });
});

async function signedIn(): Promise<ApiTransport> {
  const hub = { baseUrl: clinic.hub.ready.url };
  const session = await callApi(hub, signIn, { body: clinic.signIn });
  return { ...hub, headers: () => ({ authorization: `Bearer ${session.access_token}` }) };
}

async function queueWith(hub: ApiTransport, token: string) {
  const groups = await callApi(hub, currentQueue, { query: {} });
  return groups.find(({ queue }) => queue.some((row) => row.token_label === token));
}
