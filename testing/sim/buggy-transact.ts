import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '#hub/db/client.ts';
import { createFeedBuffer, type FeedBuffer } from '#hub/db/feed-buffer.ts';
import type { Transact } from '#hub/db/transact.ts';
import { SYNCED_ENTITIES, type SyncedEntity } from '#shared/protocol/entities.ts';
import type { Bug } from './bugs.ts';
import { pause, slowTransact, type TransactWorld } from './slow-transact.ts';

/** The hub's transactions as a hub with this mistake would make them; the sound ones for mistakes made elsewhere. */
export function buggyTransact(bug: Bug, db: Database, world: TransactWorld): Transact {
  if (bug === 'ack_before_commit') return answerEarly(db, world);
  if (bug === 'naive_feed') return numberBySequence(db, world);
  return slowTransact(db, world);
}

/** The answer leaves when the work is done; whether the commit succeeds is found out later. */
function answerEarly(db: Database, world: TransactWorld): Transact {
  return async (work) => {
    let failure: unknown;
    let answered: { result: Awaited<ReturnType<typeof work>> } | null = null;
    try {
      await db.transaction(async (tx) => {
        const feed = createFeedBuffer();
        answered = { result: await work({ tx, feed }) };
        await feed.flush(tx);
        // The machine stops between the two, now and then.
        if (isPushReply(answered.result) && world.chance.chance(0.1)) throw new Error('stopped before the commit');
      });
    } catch (error) {
      failure = error;
    }
    if (answered) return (answered as { result: Awaited<ReturnType<typeof work>> }).result;
    throw failure;
  };
}

function isPushReply(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'results' in reply;
}

/** Rows get the next number of a sequence as they are put; then the transaction may take its time. */
function numberBySequence(db: Database, world: TransactWorld): Transact {
  return async (work) => {
    const answer = await db.transaction(async (tx) => {
      const entries: [number, SyncedEntity, string, number, unknown][] = [];
      const feed: FeedBuffer = {
        put: (locationId, entity, rev, payload) => {
          const checked = SYNCED_ENTITIES[entity].schema.parse(payload);
          entries.push([locationId, entity, checked.uid, rev, checked]);
        },
        remove: (locationId, entity, uid, rev) => {
          entries.push([locationId, entity, uid, rev, null]);
        },
        flush: async () => [],
      };
      const result = await work({ tx, feed });
      for (const entry of entries) await append(tx, entry);
      if (entries.length > 0 && world.shouldPause()) await pause(world);
      return result;
    });
    await db.execute(sql`UPDATE feed_head SET seq = greatest(feed_head.seq, (
      SELECT max(seq) FROM feed WHERE feed.location_id = feed_head.location_id AND feed.stream = feed_head.stream))`);
    return answer;
  };
}

async function append(
  tx: Transaction,
  [locationId, entity, uid, rev, payload]: [number, SyncedEntity, string, number, unknown],
): Promise<void> {
  const { stream } = SYNCED_ENTITIES[entity];
  // A sequence a location and stream, as the counter is; it is not part of the transaction, which is the mistake.
  const name = `naive_feed_${locationId}_${stream}`;
  await tx.execute(sql`
    INSERT INTO feed (location_id, stream, seq, entity, uid, rev, payload)
    SELECT ${locationId}, ${stream}, nextval(${name}), ${entity}, ${uid}::uuid, ${rev}, ${payload === null ? null : JSON.stringify(payload)}::jsonb`);
}
