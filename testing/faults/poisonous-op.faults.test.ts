import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Random } from '#shared/domain/ports.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { listConflicts } from '#shared/protocol/api/conflicts.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan, pick } from './fault-plan.ts';
import { until } from './until.ts';

const plan = faultPlan('a poisonous op at the head', 50);

let clinic: FaultClinic;
beforeAll(async () => {
  clinic = await openFaultClinic();
});
afterAll(async () => {
  await clinic.close();
});

test('an op that can never be applied lets the rest pass, and staff see it', async () => {
  const kiosk = await clinic.startKiosk(await clinic.newKiosk());
  const choices = await choicesOf(kiosk);
  const poisons: string[] = [];
  for (let run = 0; run < plan.runs; run += 1) {
    const { kind, payload } = aPoison(plan.random, aPatient(choices));
    const { opId } = await kiosk.ask('append', { kind, payload, entityUid: randomUUID() });
    poisons.push(opId);
    for (let n = between(plan.random, 1, 3); n > 0; n -= 1) await kiosk.ask('checkIn', { input: aPatient(choices) });
    await until(
      async () => (await kiosk.ask('store', {})).outbox === 0,
      async () => `${kind} ${payload.slice(0, 200)} holds up ${JSON.stringify((await kiosk.ask('state', {})).sync)}`,
    );
  }
  const { visits, disputed } = await kiosk.ask('store', {});
  const issued: Issued = new Map(visits.map(({ uid, token }) => [uid, token]));
  expect(findReused(issued)).toEqual([]);
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  // On the device, and on the dashboard's list, every one of them with a reason.
  expect(new Set(disputed.map(({ opId }) => opId))).toEqual(new Set(poisons));
  expect(disputed.every(({ code }) => code !== null)).toBe(true);
  expect(await countOpen()).toBe(poisons.length);
  const stored = await clinic.rows<{ n: string }>(
    'SELECT count(*) AS n FROM offline_sync_logs WHERE op_id = ANY($1::uuid[])',
    [poisons],
  );
  expect(Number(stored[0]!.n)).toBe(poisons.length);
});

async function countOpen(): Promise<number> {
  let count = 0;
  for (let before: number | undefined; ;) {
    const query = { limit: 100, state: 'open' as const, ...(before === undefined ? {} : { before }) };
    const page = await callApi(await clinic.api(), listConflicts, { query });
    count += page.rows.length;
    if (page.next_before === null) return count;
    before = page.next_before;
  }
}

/** What a broken or a newer build might write; some of it is in order but for one thing. */
function aPoison(random: Random, { serviceUid }: CheckInInput): { kind: string; payload: string } {
  const visit = {
    uid: randomUUID(),
    queueEntryUid: randomUUID(),
    serviceUid,
    doctorUid: null,
    language: 'en',
    checkedInAt: Date.now(),
  };
  const patient = { uid: randomUUID(), firstName: 'A', lastName: 'B', birthDate: '1990-01-01', phone: '+4930123456' };
  const token = { businessDate: '2026-03-14', lane: 'ZZ', number: between(random, 1, 900) };
  const checkIn = { kind: 'visit.check_in', patient, visit, token };
  const odd = pick<[kind: string, payload: string | object]>(random, [
    ['visit.check_out', { from: 'the future' }],
    ['visit.check_in', 'not JSON at all {{{'],
    ['visit.check_in', ''],
    ['visit.check_in', 'null'],
    ['visit.check_in', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['visit.check_in', '{"patient":null,"visit":{},"token":{}}'],
    ['visit.check_in', { ...checkIn, visit: { ...visit, serviceUid: randomUUID() } }],
    ['visit.check_in', { ...checkIn, visit: { ...visit, doctorUid: randomUUID() } }],
    ['visit.check_in', { ...checkIn, visit: { ...visit, language: 'tlh' } }],
    ['visit.check_in', { ...checkIn, token: { ...token, number: -5 } }],
    ['visit.check_in', { ...checkIn, token: { ...token, businessDate: '2026-02-30' } }],
    ['patient.update', { uid: randomUUID(), base: {}, set: { firstName: 'X' } }],
    ['queue.event', { queueEntryUid: randomUUID(), expectedFrom: 'waiting', event: { type: 'start' } }],
    ['queue.event', { queueEntryUid: randomUUID(), expectedFrom: 'waiting', event: { type: 'explode' } }],
    ['\u0000', '\u0000'],
    ['visit.check_in', JSON.stringify({ ...checkIn, patient: { ...patient, firstName: '\uD800' } })],
    ['visit.check_in', JSON.stringify({ ...checkIn, patient: { ...patient, lastName: 'nul \u0000' } })],
  ]);
  const [kind, payload] = odd;
  return { kind, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) };
}
