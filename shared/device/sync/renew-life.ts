import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { requireIdentity, saveIdentity } from '#shared/device/identity/identity.store.ts';
import { carryRetainedOps, carryUnseenOps, openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { renewIncarnation } from '#shared/protocol/api/sync.ts';
import type { HubLink } from './hub-link.ts';

/** Why a log cannot be continued: a copy of it was, the hub has never heard of it, or it has lost what we no longer have. */
export type BrokenLog = 'forked' | 'unknown' | 'gap';

/**
 * Gets this store an incarnation and lane of its own from the hub, and writes what the hub has not got under it once more.
 * In one transaction: until it is done the device is who it was, and asks again. Then it may issue again.
 */
export async function renewLife(db: DeviceDatabase, link: HubLink, reason: BrokenLog, now: Instant): Promise<void> {
  const former = requireIdentity(db);
  const { incarnation, lane } = former;
  const reply = await link.call(renewIncarnation, { body: { incarnation, lane, reason } });
  writeTransaction(db, (tx) => {
    const present = requireIdentity(tx);
    // Paired anew while the hub was answering: that life needs no other.
    if (present.incarnation !== incarnation) return;
    const locationUid = present.location.uid;
    openIncarnation(tx, reply.incarnation, now, locationUid);
    // The hub may have come back from a backup since it last acknowledged: what it holds now is what counts.
    if (reason === 'forked') carryUnseenOps(tx, incarnation, reply.incarnation, reply.formerLastSeq);
    else carryRetainedOps(tx, locationUid, reply.incarnation);
    saveIdentity(tx, { ...present, incarnation: reply.incarnation, lane: reply.lane, blockedBy: null });
  });
}
