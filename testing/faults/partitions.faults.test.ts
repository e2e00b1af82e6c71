import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Random } from '#shared/domain/ports.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan, pick } from './fault-plan.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { startTcpProxy, type Cut, type TcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

const plan = faultPlan('partitions in, out and both', 50);
/** A call that hangs is given up after 15 s, and tried again within 30. */
const SOON_MS = 60_000;

let clinic: FaultClinic;
const proxies: TcpProxy[] = [];
beforeAll(async () => {
  clinic = await openFaultClinic();
});
afterAll(async () => {
  await clinic.close();
  await Promise.all(proxies.map(async (proxy) => proxy.close()));
});

test('a device cut off in either direction has sent everything soon after the line is healed, with no new writes', async () => {
  const issued: Issued = new Map();
  const waits = await Promise.all(
    (['in', 'out', 'both'] as const).map(async (cut, n) => cutOff(cut, issued, seededRandom(plan.seed + n))),
  );
  expect(findReused(issued)).toEqual([]);
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  const longest = waits.map((times) => `${(Math.max(...times) / 1000).toFixed(1)} s`);
  process.stderr.write(`longest from healing to an empty outbox: in, out, both: ${longest.join(', ')}\n`);
});

/** One device on one line, cut again and again in the same way. Gives how long each healing took. */
async function cutOff(cut: Cut, issued: Issued, random: Random): Promise<number[]> {
  const proxy = await startTcpProxy(clinic.hubUrl);
  proxies.push(proxy);
  const kiosk = await clinic.startKiosk(await clinic.newKiosk({ hubUrl: proxy.url }));
  const choices = await choicesOf(kiosk);
  const waits: number[] = [];
  for (let run = 0; run < plan.runs; run += 1) {
    // Some of it is under way when the line goes.
    const early = between(random, 0, 3);
    for (let n = 0; n < early; n += 1) await kiosk.ask('checkIn', { input: aPatient(choices) });
    await sleep(random() * 40);
    proxy.cut(cut);
    for (let n = between(random, 1, 4); n > 0; n -= 1) await kiosk.ask('checkIn', { input: aPatient(choices) });
    // Now and then for longer than a call is waited for.
    await sleep(run % 10 === 9 ? 17_000 : random() * 3000);
    expect((await kiosk.ask('store', {})).outbox).toBeGreaterThan(0);
    proxy.heal(pick(random, ['deliver', 'reset']));
    const healedAt = Date.now();
    await emptied(kiosk);
    waits.push(Date.now() - healedAt);
  }
  for (const { uid, token } of (await kiosk.ask('store', {})).visits) issued.set(uid, token);
  return waits;
}

async function emptied(kiosk: KioskProcess): Promise<void> {
  await until(
    async () => (await kiosk.ask('store', {})).outbox === 0,
    async () => JSON.stringify((await kiosk.ask('state', {})).sync),
    SOON_MS,
  );
}
