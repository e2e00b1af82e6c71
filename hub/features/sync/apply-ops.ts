import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { applyCheckIn } from './apply-check-in.ts';
import { classifyFailure } from './classify-failure.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { noteCheckInRefused } from './note-check-in-refused.ts';
import type { AppliedOp } from './op-log.store.ts';
import type { PlannedOp } from './plan-op.ts';
import type { Directory } from './read-directory.ts';

export type ApplyContext = {
  device: DeviceActor;
  incarnation: string;
  place: { locationId: number; country: string };
  directory: Directory;
  now: Instant;
  requestId: string | null;
};

/**
 * Applies planned ops in their order, each in a savepoint of its own: what fails for ever is undone and told, and the
 * next one goes on. Throws only what makes the whole batch worth sending again.
 */
export async function applyOps(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  planned: readonly PlannedOp[],
): Promise<AppliedOp[]> {
  const applied: AppliedOp[] = [];
  for (const one of planned) applied.push(await applyOp(tx, feed, context, one));
  return applied;
}

async function applyOp(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  { op, plan }: PlannedOp,
): Promise<AppliedOp> {
  if (plan.kind === 'refused') return { op, outcome: 'failed', code: plan.code, recordId: null };
  try {
    if (plan.kind === 'checkin.refused') {
      await tx.transaction((savepoint) => noteCheckInRefused(savepoint, context, op, plan.payload));
      return { op, outcome: 'synced', code: null, recordId: null };
    }
    const result = await tx.transaction((savepoint) => applyCheckIn(savepoint, context, op, plan.payload));
    if (!result.view) return { op, outcome: 'synced', code: null, recordId: result.queueId };
    feed.put(context.place.locationId, 'queue_entry', 1, result.view);
    // The visit stands and the patient waits in the queue; what is in doubt about it is for staff to settle.
    if (result.dispute) return { op, outcome: 'conflict', code: result.dispute, recordId: result.queueId };
    return { op, outcome: 'synced', code: null, recordId: result.queueId };
  } catch (error) {
    const failure = classifyFailure(error);
    if (!failure) throw error;
    return { op, ...failure, recordId: null };
  }
}
