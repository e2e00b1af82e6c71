import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import type { AppliedOp } from './applied-op.ts';
import { classifyFailure } from './classify-failure.ts';
import { holdFeed } from './hold-feed.ts';

export type Outcome = Omit<AppliedOp, 'op'>;

/**
 * One change in a savepoint of its own: what fails for ever is undone and told, its feed changes with it, and `onRefused`
 * hears why. Throws only what makes the whole batch worth sending again.
 */
export async function applyInSavepoint(
  { tx, feed }: { tx: Transaction; feed: FeedBuffer },
  apply: (savepoint: Transaction, feed: FeedBuffer) => Promise<Outcome>,
  onRefused: (error: unknown) => void = () => undefined,
): Promise<Outcome> {
  const held = holdFeed(feed);
  try {
    const outcome = await tx.transaction(async (savepoint) => apply(savepoint, held.feed));
    held.release();
    return outcome;
  } catch (error) {
    const failure = classifyFailure(error);
    if (!failure) throw error;
    onRefused(error);
    return { ...failure, recordId: null };
  }
}
