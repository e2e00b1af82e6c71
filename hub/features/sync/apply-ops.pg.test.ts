import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckInPayload, VisitPayment } from '#shared/protocol/sync/check-in-op.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import { createTransact } from '#hub/db/transact.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertLocation, insertService, insertUser } from '#testing/factories/clinic.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { addCheckIn, newOpLog, type OpLog } from '#testing/factories/op-log.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { pushOps } from './push-ops.ts';

const database = useDatabase();
const NOW = 1_773_490_000_000;

/** What one op of a batch is made to be; most are ordinary, as in life. */
const OP_SHAPES = [
  'walk_in',
  'walk_in',
  'walk_in',
  'same_patient',
  'patient_changed',
  'same_visit',
  'taken_token',
  'unknown_service',
  'unknown_kind',
  'broken',
  'absurd_birth_date',
  'nul_in_reason',
  'emergency',
  'nobody',
  'with_doctor',
  'future_clock',
  'same_op_id',
  'pays_at_desk',
  'has_paid',
] as const;
type OpShape = (typeof OP_SHAPES)[number];

const A_FEE: VisitPayment = { method: 'desk', amountMinor: 2550, currency: 'EUR', settled: false, reference: null };

type World = { locationId: number; log: OpLog; serviceUid: string; doctorUid: string; lane: string };

async function newWorld(): Promise<World & { push: (batchSize: number) => Promise<OpResult[]> }> {
  const location = await insertLocation(database.db);
  const locationId = location.id;
  const service = await insertService(database.db, { locationId });
  const doctor = await insertUser(database.db, { locationId, role: 'doctor', serviceId: service.id });
  const device = await insertDevice(database.db, { locationId, n: 0 });
  const log = newOpLog(device.incarnation);
  const push = async (batchSize: number): Promise<OpResult[]> => {
    const request = { incarnation: device.incarnation, ops: log.ops };
    const moment = { now: NOW, requestId: null, apply: { batchSize } };
    const transact = createTransact(database.db);
    const reply = await transact(async (scope) => pushOps(scope, device.actor, request, moment));
    if (reply.status !== 'ok') throw new Error(reply.status);
    return reply.results;
  };
  return { locationId, log, serviceUid: service.uid, doctorUid: doctor.uid, lane: device.lane, push };
}

/** The same ops for two worlds, but for the uids that must differ between locations. */
function addOps({ log, serviceUid, doctorUid, lane }: World, shapes: readonly OpShape[], uids: Uids): void {
  const earlier: CheckInPayload[] = [];
  for (const [index, shape] of shapes.entries()) {
    const payload = aCheckIn(index + 1, { lane, serviceUid });
    payload.patient = { ...payload.patient, uid: uids('patient', index) };
    payload.visit = { ...payload.visit, uid: uids('visit', index), queueEntryUid: uids('entry', index) };
    const before = earlier.at(-1);
    if (shape === 'same_patient' && before?.patient) payload.patient = before.patient;
    if (shape === 'patient_changed' && before?.patient) payload.patient = { ...before.patient, lastName: 'Changed' };
    if (shape === 'same_visit' && before) payload.visit.uid = before.visit.uid;
    if (shape === 'taken_token' && before) payload.token = before.token;
    if (shape === 'unknown_service') payload.visit.serviceUid = randomUUID();
    if (shape === 'absurd_birth_date') payload.patient.birthDate = '0000-01-01';
    if (shape === 'nul_in_reason') payload.visit.reason = 'a\0b';
    if (shape === 'emergency') payload.visit.urgency = 'emergency';
    if (shape === 'nobody') (payload as CheckInPayload).patient = null;
    if (shape === 'with_doctor') payload.visit.doctorUid = doctorUid;
    if (shape === 'future_clock') payload.visit.checkedInAt = NOW + 400 * 86_400_000;
    if (shape === 'pays_at_desk') payload.visit.payment = A_FEE;
    if (shape === 'has_paid') {
      payload.visit.payment = { ...A_FEE, method: 'card', settled: true, reference: `T-${index}` };
    }
    const opId = shape === 'same_op_id' && log.ops.length > 0 ? log.ops.at(-1)!.opId : uids('op', index);
    if (shape === 'unknown_kind' || shape === 'broken') {
      const kind = shape === 'broken' ? 'visit.check_in' : 'tea.made';
      log.add({ opId, kind, entityUid: opId, payload: '{"sugar":2}', businessDate: '2026-03-14' });
    } else {
      addCheckIn(log, opId, payload);
      earlier.push(payload);
    }
  }
}
type Uids = (what: string, index: number) => string;

/** Everything a push leaves at a location, without what only numbers rows: ids by their order, uids by their first use. */
async function stateOf(locationId: number): Promise<unknown> {
  const state: Record<string, unknown[]> = {};
  const names = new Map<string, string>();
  const rename = (text: string): string =>
    text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, (uid) => {
      if (!names.has(uid)) names.set(uid, `uid-${names.size}`);
      return names.get(uid)!;
    });
  const serial = new Map<string, string>();
  for (const table of TABLES) {
    const { rows } = await database.db.execute<{ row: Record<string, unknown> }>(
      sql`SELECT to_jsonb(t) AS row FROM ${sql.identifier(table)} AS t WHERE location_id = ${locationId}
        ORDER BY ${sql.raw(ORDER[table] ?? 'id')}`,
    );
    state[table] = rows.map(({ row }) => {
      for (const key of Object.keys(row)) {
        if (STAMPS.has(key)) delete row[key];
        // The hash is over the incarnation and uids, which differ; the chain itself is checked elsewhere.
        else if (['hash', 'prev_hash'].includes(key)) delete row[key];
        else if (key === 'id') serial.set(`${table}:${String(row[key])}`, `${table}#${serial.size}`);
      }
      return row;
    });
  }
  const numbered = Object.entries(state).map(([table, rows]) => [
    table,
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row as Record<string, unknown>).map(([key, value]) => [
          key,
          serialOf(serial, table, key, value),
        ]),
      ),
    ),
  ]);
  return JSON.parse(rename(JSON.stringify(numbered)));
}

const TABLES = [
  'patients',
  'visits',
  'queue_management',
  'queue_events',
  'audit_log',
  'offline_sync_logs',
  'feed',
  'patient_match_keys',
  'payments',
];
const ORDER: Record<string, string> = { feed: 'seq', patient_match_keys: 'patient_id, key', payments: 'visit_id' };
const STAMPS = new Set([
  'created_at',
  'updated_at',
  'patient_number',
  'location_id',
  'actor_device_id',
  'service_id',
  'doctor_id',
]);
const POINTS_TO: Record<string, string> = { patient_id: 'patients', visit_id: 'visits', queue_id: 'queue_management' };

function serialOf(serial: Map<string, string>, table: string, key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (key === 'id') return serial.get(`${table}:${value}`);
  if (key === 'record_id') return serial.get(`queue_management:${value}`);
  return POINTS_TO[key] ? serial.get(`${POINTS_TO[key]}:${value}`) : value;
}

test('set-based or op by op, a batch leaves the same state and the same answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...OP_SHAPES), { minLength: 1, maxLength: 24 }),
      fc.integer({ min: 2, max: 30 }),
      async (shapes, batchSize) => {
        const [one, other] = [await newWorld(), await newWorld()];
        addOps(one, shapes, () => randomUUID());
        addOps(other, shapes, () => randomUUID());
        const answers = [await one.push(1), await other.push(batchSize)];
        const outcomes = answers.map((results) => results.map(({ seq, outcome, code }) => ({ seq, outcome, code })));
        expect(outcomes[1]).toEqual(outcomes[0]);
        expect(await stateOf(other.locationId)).toEqual(await stateOf(one.locationId));
      },
    ),
    {
      numRuns: 25,
      examples: [
        [['walk_in', 'walk_in', 'walk_in', 'walk_in'], 30],
        [[...OP_SHAPES], 30],
      ],
    },
  );
}, 120_000);
