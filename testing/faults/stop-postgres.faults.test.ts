import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import { until } from './until.ts';

const plan = faultPlan('Postgres stopped at once', 100);

let clinic: FaultClinic;
beforeAll(async () => {
  clinic = await openFaultClinic({ ownPostgres: true });
});
afterAll(async () => {
  await clinic.close();
});

test('a Postgres that is stopped at once, in the midst of it, has every acknowledged op exactly once', async () => {
  const kiosks = await Promise.all(
    [1, 2].map(async () => clinic.startKiosk(await clinic.newKiosk({ env: { ANTEROOM_POLL_SECONDS: '0.5' } }))),
  );
  const [choices] = await Promise.all(kiosks.map(choicesOf));
  let midway = 0;
  for (let run = 0; run < plan.runs; run += 1) {
    const before = postmaster();
    for (const kiosk of kiosks) {
      for (let n = between(plan.random, 2, 8); n > 0; n -= 1) await kiosk.ask('checkIn', { input: aPatient(choices!) });
    }
    // Before the push, within it, or after its answer.
    await sleep(plan.random() * 60);
    // What `pg_ctl stop -m immediate` sends: every process of the server ends where it stands.
    process.kill(before, 'SIGQUIT');
    const depths = await Promise.all(kiosks.map(async (kiosk) => (await kiosk.ask('store', {})).outbox));
    if (depths.some((depth) => depth > 0)) midway += 1;
    await until(
      () => postmaster() !== before && isReady(),
      () => 'Postgres does not come back',
    );
  }
  const issued: Issued = new Map();
  for (const kiosk of kiosks) {
    await until(
      async () => (await kiosk.ask('store', {})).outbox === 0,
      async () => JSON.stringify((await kiosk.ask('state', {})).sync),
    );
    for (const { uid, token } of (await kiosk.ask('store', {})).visits) issued.set(uid, token);
  }
  expect(clinic.hub().child.exitCode).toBeNull();
  expect(findReused(issued)).toEqual([]);
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  process.stderr.write(`${issued.size} visits; ${midway} of ${plan.runs} stops came with ops still to be sent\n`);
});

function pidFile(): string[] {
  try {
    return readFileSync(`${clinic.hubDataDir}/postgres/postmaster.pid`, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** -1 when there is none. */
function postmaster(): number {
  return Number(pidFile()[0] ?? -1);
}

function isReady(): boolean {
  return pidFile()[7]?.trim() === 'ready';
}
