import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { WebSocketServer } from 'ws';
import { startClinic } from '#demo/clinic.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { callNext, currentQueue } from '#shared/protocol/api/queue.ts';
import { listStations } from '#shared/protocol/api/directory.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import { printResult, printTable, quantile } from './measure.ts';

/**
 * From the moment staff send "next" to the frame in which the display shows the call, against a bare WebSocket round trip
 * between this process and the same browser. Node and the page read the same clock of the machine.
 */
const CALLS = Number(process.env['BENCH_RUNS'] ?? 15);

async function roundTrips(page: Page, count: number): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => socket.on('message', (data: Buffer) => socket.send(data.toString('utf8'))));
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const times = await page.evaluate(
    async ([url, runs]) => {
      const socket = new WebSocket(url);
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      const measured: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const begun = performance.now();
        const echoed = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
        socket.send('x'.repeat(200));
        await echoed;
        measured.push(performance.now() - begun);
      }
      socket.close();
      return measured;
    },
    [`ws://127.0.0.1:${port}`, count] as const,
  );
  server.close();
  return times;
}

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
chmodSync(folder, 0o755);
const [clinic, browser] = await Promise.all([
  startClinic({ dataDir: folder, ports: { hub: 0, kiosk: 0, display: 0, printer: 0, tray: 0 } }),
  launchBrowser(),
]);
const kiosk = await callKiosk(clinic.kiosk.ready.url);
try {
  const bare = await browser.newPage();
  const floors = await roundTrips(bare, 200);
  const display = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await display.goto(clinic.display.ready.url);
  await display.getByTestId('board').waitFor();

  const hub = { baseUrl: clinic.hub.ready.url };
  const session = await callApi(hub, signIn, { body: clinic.signIn });
  const staff = { ...hub, headers: () => ({ authorization: `Bearer ${session.access_token}` }) };
  const [station] = await callApi(staff, listStations, {});
  const choices = await kiosk.choices();

  const painted: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const { token } = await kiosk.checkIn(walkIn(choices));
    const group = await untilQueued(token);
    const begun = performance.timeOrigin + performance.now();
    await callApi(staff, callNext, {
      body: { doctor_id: group.doctor_id, service_id: group.service_id, station_id: station!.id },
    });
    const at = await paintedAt(display, token);
    painted.push(at - begun);
    await display.getByTestId('call-screen').waitFor({ state: 'detached', timeout: 60_000 });
  }

  printTable([
    { name: 'next to painted on the display', milliseconds: painted },
    { name: 'bare WebSocket round trip', milliseconds: floors },
  ]);
  const p50 = quantile(painted, 0.5);
  printResult('call-to-painted', p50 / quantile(floors, 0.5), {
    p50_ms: p50,
    floor_p50_ms: quantile(floors, 0.5),
    runs: CALLS,
  });

  async function untilQueued(token: string) {
    for (;;) {
      const groups = await callApi(staff, currentQueue, { query: {} });
      const group = groups.find(({ queue }) => queue.some((row) => row.token_label === token));
      if (group) return group;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
} finally {
  kiosk.close();
  await browser.close();
  await clinic.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** When the frame that shows the call was painted, in milliseconds of the machine's clock. */
async function paintedAt(page: Page, token: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => {
    const marks = performance.getEntriesByName('anteroom:call-painted') as PerformanceMark[];
    const mark = marks.findLast((entry) => JSON.stringify(entry.detail).includes(wanted));
    return mark && performance.timeOrigin + mark.startTime;
  }, token);
  return Number(await handle.jsonValue());
}
