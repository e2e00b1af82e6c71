import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Random } from '#shared/domain/ports.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan, pick } from './fault-plan.ts';
import { until } from './until.ts';

const plan = faultPlan('clocks that are wrong, or jump', 200);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** Clocks are set forward or back in these nights, somewhere. */
const CHANGES_OF_TIME = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'];

let clinic: FaultClinic;
beforeAll(async () => {
  clinic = await openFaultClinic();
});
afterAll(async () => {
  await clinic.close();
});

test('whatever its clock shows, a kiosk that hears its hub refuses nobody, and no token is given twice', async () => {
  const kiosks = await Promise.all([1, 2].map(async () => clinic.startKiosk(await clinic.newKiosk())));
  const [choices] = await Promise.all(kiosks.map(choicesOf));
  let lastDay = '';
  for (let run = 0; run < plan.runs; run += 1) {
    const kiosk = pick(plan.random, kiosks);
    await kiosk.ask('setClock', { at: aTime(plan.random) });
    for (let n = between(plan.random, 1, 3); n > 0; n -= 1) await kiosk.ask('checkIn', { input: aPatient(choices!) });
    const { businessDate } = await kiosk.ask('store', {});
    lastDay = businessDate! > lastDay ? businessDate! : lastDay;
  }
  const issued: Issued = new Map();
  for (const kiosk of kiosks) {
    await kiosk.ask('setClock', { at: null });
    await until(
      async () => (await kiosk.ask('store', {})).outbox === 0,
      async () => JSON.stringify((await kiosk.ask('state', {})).sync),
    );
    const { visits, disputed } = await kiosk.ask('store', {});
    expect(disputed).toEqual([]);
    for (const { uid, token } of visits) issued.set(uid, token);
  }
  expect(issued.size).toBeGreaterThanOrEqual(plan.runs);
  expect(findReused(issued)).toEqual([]);
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  // A jump of a day may be followed before the hub has a word in it; none by months is.
  expect(Date.parse(lastDay)).toBeLessThan(Date.now() + 3 * DAY);
});

function aTime(random: Random): number | null {
  const now = Date.now();
  const midnight = Math.ceil(now / DAY) * DAY;
  return pick<() => number | null>(random, [
    () => null,
    () => now + DAY,
    () => now - DAY,
    () => now + YEAR,
    () => now - YEAR,
    () => 0,
    () => Date.parse(pick(random, CHANGES_OF_TIME)) + between(random, -2, 2) * (HOUR / 4),
    // Around midnight, and around the hour at which the service day ends, by UTC and by zones beside it.
    () => midnight + between(random, -3, 7) * HOUR - between(random, 0, 1),
    () => midnight - between(random, 1, 200),
  ])();
}
