import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSql } from '#testing/postgres/test-databases.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { until } from './until.ts';

const plan = faultPlan('hub restored to an earlier backup', 10);

let clinic: FaultClinic;
beforeAll(async () => {
  clinic = await openFaultClinic();
});
afterAll(async () => {
  await clinic.close();
});

test('a hub that comes back from a backup is given everything that it has lost by its devices', async () => {
  const kiosks: KioskProcess[] = [];
  for (let n = 0; n < 2; n += 1) kiosks.push(await clinic.startKiosk(await clinic.newKiosk()));
  const [choices] = await Promise.all(kiosks.map(choicesOf));
  const register = async (least: number, most: number): Promise<void> => {
    for (const kiosk of kiosks) {
      const people = between(plan.random, least, most);
      for (let n = 0; n < people; n += 1) await kiosk.ask('checkIn', { input: aPatient(choices!) });
    }
  };
  let lost = 0;
  for (let run = 0; run < plan.runs; run += 1) {
    await register(1, 5);
    if (plan.random() < 0.7) await emptied(kiosks);
    await backUp();
    await register(1, 8);
    await emptied(kiosks);
    const before = await countVisits();
    // A device may be paired after the backup: the hub that comes back has never heard of it.
    const paired = run % 5 === 4 ? await clinic.startKiosk(await clinic.newKiosk()) : null;
    if (paired) await choicesOf(paired);
    await paired?.ask('checkIn', { input: aPatient(choices!) });
    await restore();
    lost += before - (await countVisits());
    await clinic.startHub();
    await register(0, 3);
    await emptied(kiosks);
    if (paired) await lockedOut(paired);
    const issued = await issuedBy(kiosks);
    expect(findReused(issued)).toEqual([]);
    expect(await findVisitFaults(clinic, issued)).toEqual([]);
  }
  expect(lost).toBeGreaterThan(plan.runs);
});

/** Its key is not the hub's any more: it says so, gives no numbers, and keeps what it has. */
async function lockedOut(kiosk: KioskProcess): Promise<void> {
  await until(
    async () => (await kiosk.ask('state', {})).sync.lastError === 'device.revoked',
    async () => JSON.stringify((await kiosk.ask('state', {})).sync),
  );
  const { visits, blockedBy } = await kiosk.ask('store', {});
  if (visits.length !== 1 || blockedBy !== 'device.revoked') throw new Error(`${visits.length} visits, ${blockedBy}`);
  await kiosk.stop();
}

const backup = (): string => `${clinic.database!.url}_backup`;
const nameOf = (url: string): string => new URL(url).pathname.slice(1);
const server = (): string => clinic.database!.url.replace(/[^/]+$/u, 'postgres');

/** The hub is stopped for it, as for a cold backup: a template must not be in use. */
async function backUp(): Promise<void> {
  await stopHub();
  await runSql(server(), `DROP DATABASE IF EXISTS ${nameOf(backup())}`);
  await runSql(server(), `CREATE DATABASE ${nameOf(backup())} TEMPLATE ${nameOf(clinic.database!.url)}`);
  await clinic.startHub();
}

async function restore(): Promise<void> {
  await stopHub();
  await runSql(server(), `DROP DATABASE ${nameOf(clinic.database!.url)}`);
  await runSql(server(), `CREATE DATABASE ${nameOf(clinic.database!.url)} TEMPLATE ${nameOf(backup())}`);
  await runSql(server(), `DROP DATABASE ${nameOf(backup())}`);
}

async function stopHub(): Promise<void> {
  await clinic.hub().stop();
}

async function countVisits(): Promise<number> {
  const [row] = await clinic.rows<{ n: string }>('SELECT count(*) AS n FROM visits WHERE incarnation IS NOT NULL');
  return Number(row!.n);
}

async function emptied(kiosks: readonly KioskProcess[]): Promise<void> {
  for (const kiosk of kiosks) {
    await until(
      async () => (await kiosk.ask('store', {})).outbox === 0 && (await kiosk.ask('state', {})).sync.online,
      async () => JSON.stringify((await kiosk.ask('state', {})).sync),
    );
  }
  // An outbox is empty as well before the device has heard that its hub has forgotten.
  for (const kiosk of kiosks) await kiosk.ask('syncNow', {});
  for (const kiosk of kiosks) {
    await until(
      async () => (await kiosk.ask('store', {})).outbox === 0,
      async () => JSON.stringify((await kiosk.ask('state', {})).sync),
    );
  }
}

async function issuedBy(kiosks: readonly KioskProcess[]): Promise<Issued> {
  const issued: Issued = new Map();
  for (const kiosk of kiosks) {
    for (const { uid, token } of (await kiosk.ask('store', {})).visits) issued.set(uid, token);
  }
  return issued;
}
