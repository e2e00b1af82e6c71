import { parseArgs } from 'node:util';
import pg from 'pg';
import type { CDPSession, Page } from 'playwright-core';
import { COMMON_FORENAMES, COMMON_SURNAMES } from '#testing/fixtures/common-names.ts';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';
import { startTcpProxy } from '#testing/faults/tcp-proxy.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { LANGUAGES } from '#shared/domain/language.ts';
import { launchBrowser } from './browser.ts';
import { openKioskClinic, walkUpTo } from './kiosk/clinic-kiosk.ts';
import { leaveKiosk, registerWalkIn, type WalkIn } from './walk-in.ts';

/**
 * `npm run test:registrations [-- --count 500 --seed 1]`: people with random names register one after another in a browser at a
 * kiosk whose line to the hub is cut for every second of them. In the end each must have a token of their own, a ticket out of
 * the printer and a visit at the hub, once; and the page must have grown by nothing. Prints one JSON line and fails otherwise.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const COUNT = Number(values.count);
/** Until then the engine is still compiling what is used again and again. */
const WARM_UP = Math.min(100, Math.floor(COUNT / 2));
/** What the engine itself gains and loses from one collection to the next; over fewer registrations it says nothing. */
const MOST_GROWTH_KB_PER_100 = 100;
const LEAST_MEASURED = 200;
const random = seededRandom(Number(values.seed));
const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const HOSTILE = HOSTILE_NAMES.map(({ name }) => name);

function someone(n: number): WalkIn {
  const isHostile = random() < 0.3;
  return {
    firstName: any(isHostile ? HOSTILE : COMMON_FORENAMES),
    lastName: any(isHostile ? HOSTILE : COMMON_SURNAMES),
    // Of one's own: two people of the same phone and birth date are another test.
    phone: `+1202555${String(1000 + n).slice(-4)}`,
    bornIn: 1925 + Math.floor(random() * 95),
    language: any(LANGUAGES).code,
  };
}

type Weight = { heapKb: number; nodes: number; listeners: number };

/** After what can be collected is collected, on the first screen. */
async function weigh(cdp: CDPSession): Promise<Weight> {
  for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heapKb: Math.round(usedSize / 1024), nodes, listeners: jsEventListeners };
}

async function ticketTexts(trayUrl: string): Promise<{ texts: string[]; faults: string[] }> {
  const state = (await (await fetch(new URL('/api/state', trayUrl))).json()) as {
    tickets: { text: string | string[]; complete: boolean }[];
    faults: string[];
  };
  return {
    texts: state.tickets.filter(({ complete }) => complete).map(({ text }) => String(text)),
    faults: state.faults,
  };
}

async function visitsAtHub(databaseUrl: string, businessLane: string): Promise<{ tokens: string[]; disputed: number }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const visits = await client.query<{ token: string }>(
      `SELECT lane || '-' || lpad(number::text, 3, '0') AS token FROM visits WHERE lane = $1 ORDER BY number`,
      [businessLane],
    );
    const disputed = await client.query(`SELECT 1 FROM offline_sync_logs WHERE sync_status <> 'synced'`);
    return { tokens: visits.rows.map(({ token }) => token), disputed: disputed.rowCount ?? 0 };
  } finally {
    await client.end();
  }
}

async function until(what: string, holds: () => Promise<boolean>, seconds = 120): Promise<void> {
  for (let waited = 0; waited < seconds; waited += 1) {
    if (await holds()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

async function register(
  page: Page,
  people: readonly WalkIn[],
  onEach: (n: number) => Promise<void>,
): Promise<string[]> {
  const tokens: string[] = [];
  for (const [n, person] of people.entries()) {
    await onEach(n);
    const { token } = await registerWalkIn(page, person);
    tokens.push(token);
    await leaveKiosk(page);
  }
  return tokens;
}

const clinic = await openKioskClinic();
const line = await startTcpProxy(clinic.clinic.hub.ready.url);
const browser = await launchBrowser();
try {
  const printer = clinic.clinic.printer.ready;
  const kiosk = await clinic.startKiosk('registrations', {
    ANTEROOM_HUB_URL: line.url,
    ANTEROOM_PAIRING_CODE: await clinic.desk.pairingCode('Registrations'),
    ANTEROOM_PRINTER: `tcp://127.0.0.1:${printer.printerPort}`,
  });
  const { page } = await walkUpTo(browser, kiosk.ready.url);
  const cdp = await page.context().newCDPSession(page);
  const weights: { after: number; weight: Weight }[] = [];
  const people = Array.from({ length: COUNT }, (_, n) => someone(n));
  const startedAt = performance.now();
  const tokens = await register(page, people, async (n) => {
    if (n % 2 === 0) line.heal('reset');
    else line.cut('both');
    if (n >= WARM_UP && (n - WARM_UP) % 50 === 0) weights.push({ after: n, weight: await weigh(cdp) });
    if (n % 50 === 0) console.error(`${n} of ${COUNT}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  weights.push({ after: COUNT, weight: await weigh(cdp) });
  line.heal('reset');

  const lane = tokens[0]!.split('-')[0]!;
  const databaseUrl = clinic.clinic.databaseUrl();
  await until('every visit is at the hub', async () => (await visitsAtHub(databaseUrl, lane)).tokens.length >= COUNT);
  const atHub = await visitsAtHub(databaseUrl, lane);
  await until('every ticket is printed', async () => (await ticketTexts(printer.trayUrl)).texts.length >= COUNT);
  const { texts, faults } = await ticketTexts(printer.trayUrl);
  const withoutTicket = tokens.filter((token) => texts.filter((text) => text.includes(token)).length !== 1);

  const [first, last] = [weights[0]!, weights.at(-1)!];
  const grownKb = last.weight.heapKb - first.weight.heapKb;
  const growthKbPer100 = (grownKb / Math.max(1, last.after - first.after)) * 100;
  const result = {
    bench: 'registrations',
    registrations: COUNT,
    offline: Math.floor(COUNT / 2),
    secondsEach: Number((seconds / COUNT).toFixed(2)),
    tokens: new Set(tokens).size,
    atHub: atHub.tokens.length,
    disputed: atHub.disputed,
    withoutTicket: withoutTicket.length,
    tickets: texts.length,
    printerFaults: faults.length,
    heapKb: weights.map(({ weight }) => weight.heapKb),
    growthKbPer100: Number(growthKbPer100.toFixed(1)),
    nodes: [first.weight.nodes, last.weight.nodes],
    listeners: [first.weight.listeners, last.weight.listeners],
  };
  console.log(JSON.stringify(result));
  const isWhole =
    result.tokens === COUNT &&
    atHub.tokens.join() === tokens.toSorted().join() &&
    atHub.disputed === 0 &&
    withoutTicket.length === 0 &&
    texts.length === COUNT &&
    faults.length === 0;
  const isStill =
    (last.after - first.after < LEAST_MEASURED || growthKbPer100 <= MOST_GROWTH_KB_PER_100) &&
    last.weight.nodes <= first.weight.nodes * 1.1;
  if (!isWhole) console.error('Not every registration is once at the hub with one ticket.');
  if (!isStill) console.error('The page has grown.');
  if (!isWhole || !isStill) process.exitCode = 1;
} finally {
  await browser.close();
  await line.close();
  await clinic.close();
}
