import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { COMMON_FORENAMES, COMMON_SURNAMES } from '#testing/fixtures/common-names.ts';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';
import { startTcpProxy } from '#testing/faults/tcp-proxy.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { LANGUAGES } from '#shared/domain/language.ts';
import { launchBrowser } from './browser.ts';
import { openKioskClinic, walkUpTo } from './kiosk/clinic-kiosk.ts';
import { judgeGrowth, type Weighed } from './judge-growth.ts';
import { leaveKiosk, registerWalkIn, type WalkIn } from './walk-in.ts';
import { openInspector, weighKiosk } from './weigh-processes.ts';

/**
 * `npm run test:registrations [-- --count 500 --seed 1]`: people with random names register one after another in a browser at a
 * kiosk whose line to the hub is cut for every second of them. In the end each must have a token of their own, a ticket out of
 * the printer and a visit at the hub, once; and neither the page nor the kiosk's host may have grown. Prints a table and one JSON
 * line, and fails otherwise.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const COUNT = Number(values.count);
/** Until then the engine is still compiling what is used again and again. */
const WARM_UP = Math.min(200, Math.floor(COUNT / 2));
/** Over fewer registrations than these, growth cannot be told from what the engine gains and loses anyway. */
const LEAST_MEASURED = 200;
const WEIGHED_EVERY = 25;
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
    // Its heap can be told only from within.
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  });
  const hostLog = readFileSync(`${clinic.clinic.dataDir}/logs/registrations.log`, 'utf8');
  const inspector = await openInspector(hostLog);
  const { page } = await walkUpTo(browser, kiosk.ready.url);
  const cdp = await page.context().newCDPSession(page);
  const weighed: Weighed[] = [];
  const weigh = async (after: number): Promise<void> => {
    weighed.push({ after, weight: await weighKiosk(cdp, browser, { pid: kiosk.pid, inspector }) });
  };
  const people = Array.from({ length: COUNT }, (_, n) => someone(n));
  const startedAt = performance.now();
  const tokens = await register(page, people, async (n) => {
    if (n % 2 === 0) line.heal('reset');
    else line.cut('both');
    if (n >= WARM_UP && (n - WARM_UP) % WEIGHED_EVERY === 0) await weigh(n);
    if (n % 50 === 0) console.error(`${n} of ${COUNT}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await weigh(COUNT);
  inspector.close();
  line.heal('reset');

  const lane = tokens[0]!.split('-')[0]!;
  const databaseUrl = clinic.clinic.databaseUrl();
  await until('every visit is at the hub', async () => (await visitsAtHub(databaseUrl, lane)).tokens.length >= COUNT);
  const atHub = await visitsAtHub(databaseUrl, lane);
  await until('every ticket is printed', async () => (await ticketTexts(printer.trayUrl)).texts.length >= COUNT);
  const { texts, faults } = await ticketTexts(printer.trayUrl);
  const withoutTicket = tokens.filter((token) => texts.filter((text) => text.includes(token)).length !== 1);

  const growth = COUNT - WARM_UP >= LEAST_MEASURED ? judgeGrowth(weighed) : [];
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
    growthPer100: Object.fromEntries(growth.map(({ what, per100 }) => [what, per100])),
  };
  console.table(weighed.map(({ after, weight }) => ({ after, ...weight })));
  console.table(growth);
  console.log(JSON.stringify(result));
  const isWhole =
    result.tokens === COUNT &&
    atHub.tokens.join() === tokens.toSorted().join() &&
    atHub.disputed === 0 &&
    withoutTicket.length === 0 &&
    texts.length === COUNT &&
    faults.length === 0;
  const grown = growth.filter(({ isStill }) => !isStill);
  if (!isWhole) console.error('Not every registration is once at the hub with one ticket.');
  for (const { what, per100, most } of grown)
    console.error(`${what} has grown by ${per100} for each 100 registrations; the most is ${most}.`);
  if (growth.length === 0) console.error(`Growth is not judged under ${WARM_UP + LEAST_MEASURED} registrations.`);
  if (!isWhole || grown.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await line.close();
  await clinic.close();
}
