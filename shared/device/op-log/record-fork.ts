import { eq, sql } from 'drizzle-orm';
import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { opLog } from '#shared/device/db/schema.ts';
import { readIdentity, setBlock } from '#shared/device/identity/identity.store.ts';

/**
 * The hub holds another op under `atSeq`: this store was cloned or rolled back. From now on it issues nothing; its ops
 * stay, and go to the hub under a new incarnation when the device is paired again.
 */
export function recordFork(db: DeviceDatabase, incarnation: string, atSeq: number): void {
  writeTransaction(db, (tx) => {
    tx.update(opLog)
      .set({ forkedAtSeq: sql`min(coalesce(${opLog.forkedAtSeq}, ${atSeq}), ${atSeq})` })
      .where(eq(opLog.incarnation, incarnation))
      .run();
    if (readIdentity(tx)?.incarnation === incarnation) setBlock(tx, 'device.forked');
  });
}
