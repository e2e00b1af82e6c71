import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';

const DAY_MS = 24 * 3_600_000;
/** Rows a statement: short enough that nobody who signs in has to wait for it. */
const BATCH = 1_000;

/** What is of no use any more, and how long it is kept after that. */
const SWEPT = {
  // A refresh token that is used again long after the end is refused all the same: its session is not there.
  sessions: { table: sql`sessions`, column: sql`expires_at`, keptMs: DAY_MS },
  pairingCodes: { table: sql`pairing_codes`, column: sql`expires_at`, keptMs: DAY_MS },
  accountLinks: { table: sql`account_links`, column: sql`expires_at`, keptMs: 0 },
  idempotencyKeys: { table: sql`idempotency_keys`, column: sql`expires_at`, keptMs: 0 },
} as const satisfies Record<string, { table: SQL; column: SQL; keptMs: number }>;

export type Swept = Record<keyof typeof SWEPT, number>;

/** Deletes what has expired, batch by batch, and tells how much it was. Run twice at once it does no harm. */
export async function sweepExpired(db: Queryable, now: Instant): Promise<Swept> {
  const swept = { sessions: 0, pairingCodes: 0, accountLinks: 0, idempotencyKeys: 0 };
  for (const name of Object.keys(SWEPT) as (keyof Swept)[]) {
    const { table, column, keptMs } = SWEPT[name];
    const before = new Date(now - keptMs).toISOString();
    for (let count = BATCH; count === BATCH;) {
      const result = await db.execute(sql`
        DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM ${table} WHERE ${column} < ${before}::timestamptz LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`);
      count = result.rowCount ?? 0;
      swept[name] += count;
    }
  }
  return swept;
}
