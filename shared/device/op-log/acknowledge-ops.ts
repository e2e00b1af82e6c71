import { eq, sql } from 'drizzle-orm';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { opLog } from '#shared/device/db/schema.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import { readLogHead } from './op-log.queries.ts';

/** The hub holds every op up to `lastSeq`. What became of each is kept with it; a later answer replaces an earlier. */
export function acknowledgeOps(
  tx: DeviceTransaction,
  incarnation: string,
  answer: { lastSeq: number; results: readonly OpResult[]; now: Instant },
): void {
  const { lastSeq, ackedSeq } = readLogHead(tx, incarnation);
  // One statement for all: an answer has up to two hundred.
  tx.run(sql`
    INSERT INTO op_result (incarnation, seq, op_id, outcome, code, answered_at)
    SELECT ${incarnation}, value ->> 'seq', value ->> 'opId', value ->> 'outcome', value ->> 'code', ${answer.now}
    FROM json_each(${JSON.stringify(answer.results)})
    WHERE value ->> 'seq' <= ${lastSeq}
    ON CONFLICT (incarnation, seq) DO UPDATE
      SET outcome = excluded.outcome, code = excluded.code, answered_at = excluded.answered_at`);
  const acked = Math.min(answer.lastSeq, lastSeq);
  if (acked > ackedSeq) setAckedSeq(tx, incarnation, acked);
}

/** A hub that came back from a backup knows less than it did: what it forgot is sent again. */
export function rewindAcknowledged(tx: DeviceTransaction, incarnation: string, hubLastSeq: number): void {
  if (hubLastSeq < readLogHead(tx, incarnation).ackedSeq) setAckedSeq(tx, incarnation, hubLastSeq);
}

function setAckedSeq(tx: DeviceTransaction, incarnation: string, ackedSeq: number): void {
  tx.update(opLog).set({ ackedSeq }).where(eq(opLog.incarnation, incarnation)).run();
}
