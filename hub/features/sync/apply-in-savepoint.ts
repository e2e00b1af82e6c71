import type { Op } from '#shared/protocol/sync.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import type { AppliedOp } from './applied-op.ts';
import { classifyFailure } from './classify-failure.ts';
import { holdFeed } from './hold-feed.ts';

/**
 * One change in a savepoint of its own: what fails for ever is undone and told, and its feed changes with it. Throws only
 * what makes the whole batch worth sending again.
 */
export async function applyInSavepoint<O = Op>(
  tx: Transaction,
  feed: FeedBuffer,
  op: O,
  apply: (savepoint: Transaction, feed: FeedBuffer) => Promise<AppliedOp<O>>,
): Promise<AppliedOp<O> & { error?: unknown }> {
  const held = holdFeed(feed);
  try {
    const applied = await tx.transaction(async (savepoint) => apply(savepoint, held.feed));
    held.release();
    return applied;
  } catch (error) {
    const failure = classifyFailure(error);
    if (!failure) throw error;
    return { op, ...failure, recordId: null, error };
  }
}
