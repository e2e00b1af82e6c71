import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '#shared/protocol/api/client.ts';
import { updateQueueStatus } from '#shared/protocol/api/queue.ts';
import { findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import { until } from './until.ts';

const plan = faultPlan('pokes all lost', 10);
/** Asked every 2 s, a quarter more or less, and some rounds behind others. */
const POLLED_MS = 15_000;

let clinic: FaultClinic;
beforeAll(async () => {
  clinic = await openFaultClinic({ hubEnv: { ANTEROOM_POKES: 'false' } });
});
afterAll(async () => {
  await clinic.close();
});

test('devices that no poke reaches see one another and the hub by asking', async () => {
  const kiosks = await Promise.all(
    [1, 2, 3].map(async () => clinic.startKiosk(await clinic.newKiosk({ env: { ANTEROOM_POKES: 'false' } }))),
  );
  const [choices] = await Promise.all(kiosks.map(choicesOf));
  const issued: Issued = new Map();
  for (let run = 0; run < plan.runs; run += 1) {
    for (const kiosk of kiosks) {
      for (let n = between(plan.random, 1, 4); n > 0; n -= 1) await kiosk.ask('checkIn', { input: aPatient(choices!) });
    }
    for (const kiosk of kiosks) {
      for (const { uid, token } of (await kiosk.ask('store', {})).visits) issued.set(uid, token);
    }
    await until(
      async () => (await findVisitFaults(clinic, issued)).length === 0,
      async () => findVisitFaults(clinic, issued),
      POLLED_MS,
    );
    // The desk cancels one: that is news which only the hub has.
    const [entry] = await clinic.rows<{ id: string }>(
      `SELECT id FROM queue_management WHERE current_status = 'waiting' AND visit_id IN
         (SELECT id FROM visits WHERE uid = ANY($1::uuid[])) ORDER BY id LIMIT 1`,
      [[...issued.keys()]],
    );
    await callApi(await clinic.api(), updateQueueStatus, {
      params: { id: Number(entry!.id) },
      body: { status: 'cancelled' },
    });
    const wanted = await queueAtHub();
    for (const kiosk of kiosks) {
      await until(
        async () => {
          const { queue } = await kiosk.ask('store', {});
          return Object.entries(wanted).every(([uid, status]) => queue[uid] === status);
        },
        () => 'a device does not see the queue as it is',
        POLLED_MS,
      );
    }
  }
  expect(issued.size).toBeGreaterThan(plan.runs * 3 - 1);
});

async function queueAtHub(): Promise<Record<string, string>> {
  const rows = await clinic.rows<{ uid: string; status: string }>(
    'SELECT uid, current_status AS status FROM queue_management',
  );
  return Object.fromEntries(rows.map(({ uid, status }) => [uid, status]));
}
