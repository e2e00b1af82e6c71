import { sql } from 'drizzle-orm';
import { writeTransaction, type DeviceDatabase, type DeviceTransaction } from '#shared/device/db/device-database.ts';
import { readHubTime } from '#shared/device/service-day/service-day.store.ts';
import type { Instant } from '#shared/domain/ports.ts';

const DAY_MS = 86_400_000;
/** A kiosk that comes back after a year does not stand still for its whole past. */
const AT_MOST = 2000;

/**
 * Takes out of this store what the hub acknowledged more than `retentionDays` ago by the hub's own clock: ops, and the
 * visits and patients that they told of. Younger ones stay, for a hub that is restored from a backup. Returns how many
 * ops went.
 */
export function purgeAcknowledged(db: DeviceDatabase, retentionDays: number): number {
  const hubTime = readHubTime(db);
  if (hubTime === null) return 0;
  const before = hubTime - retentionDays * DAY_MS;
  if (!hasAnythingToPurge(db, before)) return 0;
  return writeTransaction(db, (tx) => {
    settleFormerLogs(tx);
    return purge(tx, before);
  });
}

/** Most days there is nothing, and a look costs no write. */
function hasAnythingToPurge(db: DeviceDatabase, before: Instant): boolean {
  return db.all(sql`SELECT 1 FROM op_result WHERE answered_at < ${before} LIMIT 1`).length > 0;
}

/** Ops of an ended life that were carried into a later one, and acknowledged there, are acknowledged. */
function settleFormerLogs(tx: DeviceTransaction): void {
  tx.run(sql`
    UPDATE op_log SET acked_seq = last_seq
    WHERE acked_seq < last_seq
      AND NOT EXISTS (
        SELECT 1 FROM op AS unseen
        WHERE unseen.incarnation = op_log.incarnation AND unseen.seq > op_log.acked_seq
          AND NOT EXISTS (
            SELECT 1 FROM op AS later JOIN op_log AS log ON log.incarnation = later.incarnation
            WHERE later.op_id = unseen.op_id AND later.incarnation <> unseen.incarnation AND later.seq <= log.acked_seq))
      AND op_log.incarnation <> (SELECT incarnation FROM device_identity)`);
}

function purge(tx: DeviceTransaction, before: Instant): number {
  // The beginning of each log, up to the first op that is not acknowledged or not long enough.
  tx.run(sql`CREATE TEMP TABLE purged AS
    WITH kept AS MATERIALIZED (
      SELECT log.incarnation, min(log.acked_seq + 1, coalesce((
        SELECT min(op.seq) FROM op
        LEFT JOIN op_result AS result ON result.incarnation = op.incarnation AND result.seq = op.seq
        WHERE op.incarnation = log.incarnation AND coalesce(result.answered_at, log.opened_at) >= ${before}
      ), log.last_seq + 1)) AS first_seq
      FROM op_log AS log
    )
    SELECT op.incarnation, op.seq, op.op_id FROM kept
    JOIN op ON op.incarnation = kept.incarnation AND op.seq < kept.first_seq
    ORDER BY op.incarnation, op.seq LIMIT ${AT_MOST}`);
  tx.run(sql`UPDATE op_log SET pruned_seq = max(pruned_seq,
    coalesce((SELECT max(seq) FROM temp.purged WHERE purged.incarnation = op_log.incarnation), 0))`);
  tx.run(sql`DELETE FROM op WHERE (incarnation, seq) IN (SELECT incarnation, seq FROM temp.purged)`);
  const isGone = sql`op_id IN (SELECT op_id FROM temp.purged) AND op_id NOT IN (SELECT op_id FROM op)`;
  tx.run(sql`DELETE FROM print_job WHERE visit_uid IN (SELECT uid FROM visit WHERE ${isGone})`);
  tx.run(sql`DELETE FROM check_in_key WHERE visit_uid IN (SELECT uid FROM visit WHERE ${isGone})`);
  tx.run(sql`DELETE FROM visit WHERE ${isGone}`);
  tx.run(sql`DELETE FROM patient WHERE created_at < ${before} AND uid NOT IN (SELECT patient_uid FROM visit)`);
  const [count] = tx.all<{ n: number }>(sql`SELECT count(*) AS n FROM temp.purged`);
  tx.run(sql`DROP TABLE temp.purged`);
  return count?.n ?? 0;
}
