import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { idempotencyKeys } from '#hub/db/schema/records.ts';
import type { RequestInfo } from './request-info.ts';

const KEPT_MS = 24 * 3_600_000;
const KEY = /^[\x21-\x7E]{8,200}$/u;
/** More than one a request, so that the table only ever holds what was asked within the last day. */
const SWEPT_A_REQUEST = 5;

export type OnceRequest = {
  tx: Transaction;
  request: RequestInfo;
  locationId: number;
  operation: string;
  /** What was asked for: the same key with another wish is a mistake of the caller. */
  input: object;
  now: Instant;
};

/**
 * Runs `work` once for one `Idempotency-Key` header: who sends it again within a day, a double click or a retry after a
 * lost reply, gets the first reply and changes nothing. Of two at once the second waits for the first. A request that
 * failed was never made and may be sent again. Without the header, just runs. Throws `request.idempotency_key_reused`
 * and `request.idempotency_key_invalid`.
 */
export async function answerOnce<R>(once: OnceRequest, work: () => Promise<R>): Promise<R> {
  const key = once.request.header('idempotency-key');
  if (key === undefined) return work();
  if (!KEY.test(key)) throw new AppError('request.idempotency_key_invalid');
  const { tx, locationId, operation, input, now } = once;
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest();
  const fresh = { requestHash, reply: null, expiresAt: now + KEPT_MS };
  const [taken] = await tx
    .insert(idempotencyKeys)
    .values({ locationId, operation, key, ...fresh })
    .onConflictDoUpdate({
      target: [idempotencyKeys.locationId, idempotencyKeys.operation, idempotencyKeys.key],
      set: fresh,
      setWhere: lt(idempotencyKeys.expiresAt, now),
    })
    .returning({ key: idempotencyKeys.key });
  const itself = and(
    eq(idempotencyKeys.locationId, locationId),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  );
  if (!taken) {
    const [first] = await tx.select().from(idempotencyKeys).where(itself);
    if (!first?.requestHash.equals(requestHash)) throw new AppError('request.idempotency_key_reused');
    return first.reply as R;
  }
  await sweepExpired(tx, now);
  const reply = await work();
  await tx.update(idempotencyKeys).set({ reply }).where(itself);
  return reply;
}

/** After one's own key is taken, and never waiting for another's: so nobody can end up waiting in a circle. */
async function sweepExpired(tx: Transaction, now: Instant): Promise<void> {
  await tx.execute(sql`
    DELETE FROM idempotency_keys WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM idempotency_keys WHERE expires_at < ${new Date(now).toISOString()}::timestamptz
      ORDER BY expires_at LIMIT ${SWEPT_A_REQUEST} FOR UPDATE SKIP LOCKED))`);
}
