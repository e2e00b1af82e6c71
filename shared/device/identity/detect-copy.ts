import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { storeHome } from '#shared/device/db/schema.ts';
import { readLogHead } from '#shared/device/op-log/op-log.queries.ts';
import { recordFork } from '#shared/device/op-log/record-fork.ts';
import { readIdentity } from './identity.store.ts';
import { readWitness, writeWitness } from './witness-file.ts';

/** Where a store is kept: `machine` null where the system gives its machines no id. */
export type StoreHome = { machine: string | null; witnessFile: string };

/**
 * Finds out, without a hub, that this store is a copy on another machine, or an older state put back: the numbers it would
 * issue next may be on paper already. It then issues nothing until the hub has given it a lane of its own. What cannot
 * be seen from here, the hub sees by the log's hashes.
 */
export function detectCopy(db: DeviceDatabase, { machine, witnessFile }: StoreHome): void {
  const identity = readIdentity(db);
  if (!identity) return;
  const { incarnation } = identity;
  const { lastSeq } = readLogHead(db, incarnation);
  const isOlder = (readWitness(witnessFile).get(incarnation) ?? 0) > lastSeq;
  const home = db.select().from(storeHome).get()?.machine ?? null;
  const isElsewhere = machine !== null && home !== null && home !== machine;
  if (isOlder || isElsewhere) recordFork(db, incarnation, lastSeq + 1);
}

/** Remembers the machine; of a copy only once it has become a device of its own. */
export function settleHome(db: DeviceDatabase, machine: string | null): void {
  if (machine === null || db.select().from(storeHome).get()?.machine === machine) return;
  if (readIdentity(db)?.blockedBy === 'device.forked') return;
  writeTransaction(db, (tx) =>
    tx
      .insert(storeHome)
      .values({ id: 1, machine })
      .onConflictDoUpdate({ target: storeHome.id, set: { machine } })
      .run(),
  );
}

/**
 * Notes beside the store how far it has come. Not flushed, and no harm if it is lost or behind: it is only ever a reason to
 * doubt a store that is behind it.
 */
export function bearWitness(db: DeviceDatabase, { witnessFile }: StoreHome): void {
  const identity = readIdentity(db);
  if (!identity) return;
  writeWitness(witnessFile, identity.incarnation, readLogHead(db, identity.incarnation).lastSeq);
}
