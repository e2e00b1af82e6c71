import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import type { AppliedOp } from './applied-op.ts';
import { applyCheckInBatch, type BatchedCheckIn } from './apply-check-in-batch.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyOp } from './apply-op.ts';
import { classifyFailure } from './classify-failure.ts';
import type { PlannedOp } from './plan-op.ts';
import { asWalkIn, gatherWalkIns, type WalkIn, type WalkInBatch } from './walk-in.ts';

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
    if (Array.isArray(run)) applied.push(...(await applyRun(tx, feed, context, run)));
    else applied.push(await applyOp(tx, feed, context, run));
  }
  return applied;
}

type WalkInRun = { planned: PlannedOp; walkIn: WalkIn }[];

/** Consecutive walk-ins, up to a batch of them; anything else stands alone. */
function splitRuns(planned: readonly PlannedOp[], context: ApplyContext, batchSize: number): (PlannedOp | WalkInRun)[] {
  const runs: (PlannedOp | WalkInRun)[] = [];
  let open: WalkInRun | null = null;
  for (const one of planned) {
    const walkIn = batchSize > 1 ? asWalkIn(one, context) : null;
    if (!walkIn) {
      runs.push(one);
      open = null;
    } else if (open && open.length < batchSize) open.push({ planned: one, walkIn });
    else runs.push((open = [{ planned: one, walkIn }]));
  }
  return runs;
}

/** Batch by batch, each up to somebody whose record is in dispute: that one is applied by itself. */
async function applyRun(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  run: WalkInRun,
): Promise<AppliedOp[]> {
  const applied: AppliedOp[] = [];
  while (applied.length < run.length) {
    const rest = run.slice(applied.length);
    const batch = await gatherWalkIns(
      tx,
      context,
      rest.map(({ walkIn }) => walkIn),
    );
    const { length } = batch.walkIns;
    if (length > 1) applied.push(...(await applyBatch(tx, feed, context, rest.slice(0, length), batch)));
    else applied.push(await applyOp(tx, feed, context, rest[0]!.planned));
  }
  return applied;
}

/** All of it set-based; where the database refuses something, each half again. */
async function applyBatch(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  run: WalkInRun,
  batch: WalkInBatch,
): Promise<AppliedOp[]> {
  const written = await tryBatch(tx, context, batch);
  if (!written) {
    const middle = Math.ceil(run.length / 2);
    const before = await applyRun(tx, feed, context, run.slice(0, middle));
    return [...before, ...(await applyRun(tx, feed, context, run.slice(middle)))];
  }
  return written.map(({ queueId, view }, index) => {
    feed.put(context.place.locationId, 'queue_entry', 1, view);
    return { op: run[index]!.planned.op, outcome: 'synced', code: null, recordId: queueId };
  });
}

async function tryBatch(tx: Transaction, context: ApplyContext, batch: WalkInBatch): Promise<BatchedCheckIn[] | null> {
  try {
    return await tx.transaction((savepoint) => applyCheckInBatch(savepoint, context, batch));
  } catch (error) {
    if (classifyFailure(error)) return null;
    throw error;
  }
}
