import { sql } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import type { ApplyContext } from './apply-context.ts';

/** One walk-in as the statement below reads it. Instants in ISO 8601; ids are those of this hub. */
export type WalkInRow = {
  patient: number;
  service: number;
  doctor: number | null;
  day: string;
  lane: string;
  number: number;
  /** Whole. */
  token: string;
  /** Of the visit, of the queue entry and of the op. */
  uid: string;
  entry: string;
  op: string;
  language: string;
  reason: string | null;
  needs: string | null;
  /** When the device says they came, and from when on they wait by the hub's clock. */
  came: string;
  since: string;
  emergency: boolean;
  urgency: string | null;
  tier: number;
  place_at: string;
  place_since: string;
  priority: number;
  medical: number;
  waited: number;
  factors: object;
  snapshot: object;
};

/**
 * Visit, queue entry, history and audit of all of them in one statement with one list: what is the same for all, or in two
 * tables, goes over once. In their order, so that ids follow it. Gives the ids of the queue entries by uid. One that is here
 * already breaks a unique constraint.
 */
export async function insertWalkIns(
  tx: Transaction,
  { place, device, incarnation, now, requestId }: ApplyContext,
  walkIns: readonly WalkInRow[],
): Promise<Map<string, number>> {
  const { locationId } = place;
  const { deviceId } = device;
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  const lines = JSON.stringify(walkIns.map((row, n) => ({ n, ...row })));
  const { rows } = await tx.execute<{ id: string; uid: string }>(sql`
    WITH line AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${lines}::json) AS line (
        n int, patient bigint, service bigint, doctor bigint, day date, lane text, number int, token text, uid uuid,
        entry uuid, op uuid, language text, reason text, needs text, came timestamptz, since timestamptz,
        emergency boolean, urgency text, tier smallint, place_at timestamptz, place_since timestamptz, priority int,
        medical int, waited int, factors jsonb, snapshot jsonb)
    ), opened AS (
      INSERT INTO visits (location_id, uid, patient_id, service_id, doctor_id, business_date, lane, number, token_number,
        language, reason_for_visit, special_requirements, incarnation, checked_in_at)
      SELECT ${locationId}, uid, patient, service, doctor, day, lane, number, token,
        language, reason, needs, ${incarnation}::uuid, came
      FROM line ORDER BY n
      RETURNING id, uid
    ), queued AS (
      INSERT INTO queue_management (location_id, uid, visit_id, patient_id, service_id, doctor_id, business_date,
        token_number, check_in_time, emergency, urgency, order_tier, order_at, order_since, priority_score,
        medical_urgency_score, wait_time_score, ai_priority_factors)
      SELECT ${locationId}, entry, opened.id, patient, service, doctor, day,
        token, since, emergency, urgency, tier, place_at, place_since, priority,
        medical, waited, factors
      FROM line JOIN opened ON opened.uid = line.uid ORDER BY n
      RETURNING id, uid
    ), told AS (
      INSERT INTO queue_events (location_id, queue_id, type, to_status, at, recorded_at, actor_type, actor_device_id,
        op_id, rev, entry)
      SELECT ${locationId}, queued.id, 'check_in', 'waiting', came, ${at}, 'device', ${deviceId},
        op, 1, snapshot
      FROM line JOIN queued ON queued.uid = line.entry ORDER BY n
    ), noted AS (
      INSERT INTO audit_log (location_id, at, actor_type, actor_device_id, request_id, action, entity, entity_uid, details)
      SELECT ${locationId}, ${at}, 'device', ${deviceId}, ${requestId}, 'visit.check_in', 'visit', uid,
        jsonb_build_object('token', token)
      FROM line ORDER BY n
    )
    SELECT id, uid FROM queued`);
  return new Map(rows.map(({ id, uid }) => [uid, Number(id)]));
}
