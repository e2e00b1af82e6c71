import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { WaitRange } from '#shared/domain/wait-estimate.ts';
import type { ShownRange } from '#shared/domain/wait/shown-range.ts';
import type { Queryable, Transaction } from '#hub/db/client.ts';
import { queueManagement, waitPredictions, type WaitOutcome } from '#hub/db/schema/queue.ts';

export type NewPrediction = {
  uid: string;
  serviceUid: string;
  doctorUid: string | null;
  waitClass: string;
  madeAt: Instant;
  range: WaitRange;
  told: ShownRange;
  over: { outcome: WaitOutcome; at: Instant } | null;
};

export type PredictionNews = {
  closed: readonly { uid: string; at: Instant; outcome: WaitOutcome }[];
  made: readonly NewPrediction[];
  revised: readonly { uid: string; told: ShownRange }[];
};

/**
 * Keeps what people were told, and what came of it. In this order: of one entry at most one prediction is open. The statements
 * have been asked for, together, once the entries are found; `alongside` may ask for more.
 */
export async function keepPredictions(
  tx: Transaction,
  locationId: number,
  { closed, made, revised }: PredictionNews,
  alongside: () => Promise<unknown>,
): Promise<void> {
  const ids = await findQueueIds(tx, locationId, [...closed, ...made, ...revised]);
  await Promise.all([
    closePredictions(tx, locationId, closed, ids),
    insertPredictions(tx, locationId, made, ids),
    revisePredictions(tx, locationId, revised, ids),
    alongside(),
  ]);
}

type QueueIds = ReadonlyMap<string, number>;

async function insertPredictions(
  tx: Transaction,
  locationId: number,
  predictions: PredictionNews['made'],
  ids: QueueIds,
): Promise<void> {
  if (predictions.length === 0) return;
  const rows = predictions.map(({ uid, serviceUid, doctorUid, waitClass, madeAt, range, told, over }) => ({
    id: ids.get(uid) ?? null,
    service: serviceUid,
    doctor: doctorUid,
    class: waitClass,
    made_at: iso(madeAt),
    ahead: range.ahead,
    expected: range.expected,
    lower: range.lower,
    upper: range.upper,
    shown_lower: range.shown.lower,
    shown_upper: range.shown.upper,
    told_from: iso(told.from),
    told_to: iso(told.to),
    told_at: iso(told.saidAt),
    outcome: over?.outcome ?? null,
    outcome_at: over ? iso(over.at) : null,
    actual: over ? (over.at - madeAt) / 60_000 : null,
  }));
  const inserted = tx.execute(sql`
    INSERT INTO wait_predictions (location_id, queue_id, service_id, doctor_id, wait_class, made_at, ahead, expected,
      lower, upper, shown_lower, shown_upper, told_from, told_to, told_at, outcome, outcome_at, actual_minutes)
    SELECT ${locationId}, line.id, services.id, users.id, line.class, line.made_at, line.ahead, line.expected,
      line.lower, line.upper, line.shown_lower, line.shown_upper, line.told_from, line.told_to, line.told_at,
      line.outcome, line.outcome_at, line.actual
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS line (
      id bigint, service uuid, doctor uuid, class text, made_at timestamptz, ahead float8, expected float8, lower float8,
      upper float8, shown_lower int, shown_upper int, told_from timestamptz, told_to timestamptz, told_at timestamptz,
      outcome text, outcome_at timestamptz, actual float8)
    JOIN services ON services.uid = line.service AND services.location_id = ${locationId}
    LEFT JOIN users ON users.uid = line.doctor
    WHERE line.id IS NOT NULL`);
  await inserted.execute();
}

/** The waits of these are over: what came of the prediction that was open. */
async function closePredictions(
  tx: Transaction,
  locationId: number,
  closed: PredictionNews['closed'],
  ids: QueueIds,
): Promise<void> {
  if (closed.length === 0) return;
  const rows = closed.map(({ uid, at, outcome }) => ({ id: ids.get(uid) ?? null, at: iso(at), outcome }));
  const updated = tx.execute(sql`
    UPDATE wait_predictions SET outcome = line.outcome, outcome_at = line.at,
      actual_minutes = extract(epoch FROM line.at - made_at) / 60
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS line (id bigint, at timestamptz, outcome text)
    WHERE wait_predictions.queue_id = line.id AND ${isOpenOf(locationId, idsOf(closed, ids))}`);
  await updated.execute();
}

async function findQueueIds(
  tx: Transaction,
  locationId: number,
  entries: readonly { uid: string }[],
): Promise<Map<string, number>> {
  if (entries.length === 0) return new Map();
  const uids = sql.param([...new Set(entries.map(({ uid }) => uid))]);
  const rows = await tx
    .select({ uid: queueManagement.uid, id: queueManagement.id })
    .from(queueManagement)
    .where(and(eq(queueManagement.locationId, locationId), sql`${queueManagement.uid} = ANY(${uids}::uuid[])`));
  return new Map(rows.map(({ uid, id }) => [uid, id]));
}

function idsOf(entries: readonly { uid: string }[], ids: QueueIds): number[] {
  return entries.flatMap(({ uid }) => ids.get(uid) ?? []);
}

/** Names the entries themselves, so that their few open predictions are found by the index and not by reading all. */
function isOpenOf(locationId: number, ids: number[]): SQL | undefined {
  const { locationId: ofLocation, queueId, outcome } = waitPredictions;
  return and(eq(ofLocation, locationId), sql`${queueId} = ANY(${sql.param(ids)}::bigint[])`, isNull(outcome));
}

/** Closes what a model that was lost had left open of people who do not wait any more. */
export async function closeForgotten(tx: Transaction, locationId: number, waiting: readonly string[]): Promise<void> {
  await tx.execute(sql`
    UPDATE wait_predictions SET outcome = CASE WHEN entry.called_time IS NULL THEN 'left' ELSE 'called' END,
      outcome_at = coalesce(entry.called_time, entry.updated_at),
      actual_minutes = extract(epoch FROM coalesce(entry.called_time, entry.updated_at) - made_at) / 60
    FROM queue_management entry
    WHERE entry.id = wait_predictions.queue_id AND wait_predictions.location_id = ${locationId} AND outcome IS NULL
      AND NOT entry.uid = ANY (ARRAY(SELECT json_array_elements_text(${JSON.stringify(waiting)}::json))::uuid[])`);
}

/** What is told now where it differs from before. */
async function revisePredictions(
  tx: Transaction,
  locationId: number,
  revised: PredictionNews['revised'],
  ids: QueueIds,
): Promise<void> {
  if (revised.length === 0) return;
  const rows = revised.map(({ uid, told }) => ({
    id: ids.get(uid) ?? null,
    told_from: iso(told.from),
    told_to: iso(told.to),
    told_at: iso(told.saidAt),
    extensions: told.extensions,
  }));
  const updated = tx.execute(sql`
    UPDATE wait_predictions SET told_from = line.told_from, told_to = line.told_to, told_at = line.told_at,
      extensions = line.extensions
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS line (
      id bigint, told_from timestamptz, told_to timestamptz, told_at timestamptz, extensions int)
    WHERE wait_predictions.queue_id = line.id AND ${isOpenOf(locationId, idsOf(revised, ids))}`);
  await updated.execute();
}

/** What each who waits was last told, by uid. */
export async function readTold(db: Queryable, locationId: number): Promise<Map<string, ShownRange>> {
  const { rows } = await db.execute<{ uid: string; from: string; to: string; said: string; extensions: number }>(sql`
    SELECT entry.uid, extract(epoch FROM told_from) * 1000 AS from, extract(epoch FROM told_to) * 1000 AS to,
      extract(epoch FROM told_at) * 1000 AS said, extensions
    FROM wait_predictions JOIN queue_management entry ON entry.id = wait_predictions.queue_id
    WHERE wait_predictions.location_id = ${locationId} AND outcome IS NULL`);
  return new Map(
    rows.map(({ uid, from, to, said, extensions }) => [
      uid,
      { from: Math.round(Number(from)), to: Math.round(Number(to)), saidAt: Math.round(Number(said)), extensions },
    ]),
  );
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
