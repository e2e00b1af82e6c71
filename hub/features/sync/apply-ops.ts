import { OP_KINDS } from '#shared/protocol/sync.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import type { AppliedOp } from './applied-op.ts';
import { applyCheckInBatch, type BatchedCheckIn, type WalkInOp } from './apply-check-in-batch.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyOp } from './apply-op.ts';
import { classifyFailure } from './classify-failure.ts';
import { DisputedBatch } from './disputed-batch.ts';
import type { PlannedOp } from './plan-op.ts';

export type ApplyOptions = {
  /** How many walk-ins go in together; 1 applies everything op by op. */
  batchSize: number;
};

/**
 * Applies planned ops in their order. Runs of walk-ins go in set-based; a run that fails is undone and halved, down to
 * the single op that fails, so that both ways leave the same state. What fails for ever is told and the next one goes on.
 * Throws only what makes the whole batch worth sending again.
 */
export async function applyOps(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  planned: readonly PlannedOp[],
  { batchSize }: ApplyOptions = { batchSize: 1000 },
): Promise<AppliedOp[]> {
  const applied: AppliedOp[] = [];
  for (const run of splitRuns(planned, context, batchSize)) {
    applied.push(...(await applyRun(tx, feed, context, run)));
  }
  return applied;
}

function splitRuns(planned: readonly PlannedOp[], context: ApplyContext, batchSize: number): PlannedOp[][] {
  const runs: PlannedOp[][] = [];
  let joinable = false;
  for (const one of planned) {
    const isWalkIn = asWalkIn(one, context) !== null;
    const last = runs.at(-1);
    if (isWalkIn && joinable && last && last.length < batchSize) last.push(one);
    else runs.push([one]);
    joinable = isWalkIn;
  }
  return runs;
}

/** The op as one that can be written set-based; null for any other. */
function asWalkIn({ op, plan }: PlannedOp, { directory }: ApplyContext): WalkInOp | null {
  if (plan.kind !== OP_KINDS.checkIn) return null;
  const { patient, visit } = plan.payload;
  const isKnownPlace =
    directory.services.has(visit.serviceUid) && (visit.doctorUid === null || directory.doctors.has(visit.doctorUid));
  if (!patient || visit.appointmentUid !== undefined || !isKnownPlace) return null;
  return { op, payload: { ...plan.payload, patient } };
}

async function applyRun(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  run: readonly PlannedOp[],
): Promise<AppliedOp[]> {
  const [first] = run;
  if (!first) return [];
  if (run.length === 1) return [await applyOp(tx, feed, context, first)];
  const batch = await tryBatch(
    tx,
    context,
    run.flatMap((one) => asWalkIn(one, context) ?? []),
  );
  if (!batch) {
    const middle = Math.ceil(run.length / 2);
    const before = await applyRun(tx, feed, context, run.slice(0, middle));
    return [...before, ...(await applyRun(tx, feed, context, run.slice(middle)))];
  }
  return batch.map(({ queueId, view }, index) => {
    feed.put(context.place.locationId, 'queue_entry', 1, view);
    return { op: run[index]!.op, outcome: 'synced', code: null, recordId: queueId };
  });
}

async function tryBatch(
  tx: Transaction,
  context: ApplyContext,
  batch: readonly WalkInOp[],
): Promise<BatchedCheckIn[] | null> {
  try {
    return await tx.transaction((savepoint) => applyCheckInBatch(savepoint, context, batch));
  } catch (error) {
    if (error instanceof DisputedBatch || classifyFailure(error)) return null;
    throw error;
  }
}
