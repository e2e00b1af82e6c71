import type { Database, Transaction } from './client.ts';
import { postgresCode } from './postgres-error.ts';
import { createFeedBuffer, type FeedBuffer } from './feed-buffer.ts';
import type { FeedHead } from './feed.ts';
import { openTransaction } from './open-transaction.ts';

export type TransactionScope = { tx: Transaction; feed: FeedBuffer };

/**
 * The one way to write: rows, their history and their feed changes in one transaction. The feed is flushed last. A
 * transaction that loses to another one (deadlock, serialization) is run again, so `work` must touch nothing but `tx`.
 */
export type Transact = <T>(work: (scope: TransactionScope) => Promise<T>) => Promise<T>;

const ATTEMPTS = 4;
/** serialization_failure, deadlock_detected */
const LOST_TO_ANOTHER = new Set(['40001', '40P01']);

/** `onCommitted` hears of the streams that moved, after the commit and never of one that was rolled back. */
export function createTransact(db: Database, onCommitted: (heads: FeedHead[]) => void = () => undefined): Transact {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { result, heads } = await runOnce(db, work);
        if (heads.length > 0) onCommitted(heads);
        return result;
      } catch (error) {
        if (attempt === ATTEMPTS || !LOST_TO_ANOTHER.has(postgresCode(error) ?? '')) throw error;
      }
    }
  };
}

async function runOnce<T>(
  db: Database,
  work: (scope: TransactionScope) => Promise<T>,
): Promise<{ result: T; heads: FeedHead[] }> {
  const client = await db.$client.connect();
  const { tx, close } = openTransaction(client);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const feed = createFeedBuffer();
    const result = await work({ tx, feed });
    // Sent together: others wait for the feed's counter from here to the commit, but for no answer on its way to us.
    const flushed = feed.flush(tx);
    close();
    const [heads, { command }] = await Promise.all([flushed, client.query('COMMIT')]);
    // A failure that `work` swallowed has undone everything.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back');
    return { result, heads };
  } catch (error) {
    close();
    await client.query('ROLLBACK').catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
