import { eq } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { OpResult, PushReply, PushRequest } from '#shared/protocol/sync.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { applyOps } from './apply-ops.ts';
import { lockLog, readStoredOps, recordOps, type AppliedOp } from './op-log.store.ts';
import { planOp } from './plan-op.ts';
import { planPush } from './plan-push.ts';
import { readDirectory } from './read-directory.ts';

/**
 * Takes the next entries of a device's log: plan, apply, record, in the caller's transaction. Sent again, in whatever
 * cut, they have no second effect and are answered with what became of them the first time. Throws
 * `sync.unknown_incarnation` and `sync.hash_mismatch`.
 */
export async function pushOps(
  { tx, feed }: TransactionScope,
  device: DeviceActor,
  { incarnation, ops }: PushRequest,
  { now, requestId }: { now: Instant; requestId: string | null },
): Promise<PushReply> {
  const log = await lockLog(tx, device, incarnation);
  const numbers = ops.map((op) => op.seq);
  const range = { incarnation, first: Math.min(...numbers), last: Math.min(Math.max(...numbers), log.lastSeq) };
  const stored = range.first > range.last ? new Map() : await readStoredOps(tx, device, range);
  const storedHashes = new Map([...stored.values()].map((op) => [op.seq, op.hash]));

  const plan = planPush({ ...log, storedHashes }, ops);
  if (plan.status !== 'accept') return plan;

  const planned = plan.fresh.map(planOp);
  const directory = await readDirectory(tx, device.locationId, planned);
  const [place] = await tx
    .select({ locationId: locations.id, country: locations.country })
    .from(locations)
    .where(eq(locations.id, device.locationId));
  const applied = await applyOps(tx, feed, { device, incarnation, place: place!, directory, now, requestId }, planned);
  await recordOps(tx, device, incarnation, applied, now);

  const results = [...plan.duplicates.map((seq) => stored.get(seq)!), ...applied.map(toResult)];
  return { status: 'ok', lastSeq: applied.at(-1)?.op.seq ?? log.lastSeq, results: results.map(strip) };
}

function toResult({ op, outcome, code }: AppliedOp): OpResult {
  return { seq: op.seq, opId: op.opId, outcome, code };
}

function strip({ seq, opId, outcome, code }: OpResult): OpResult {
  return { seq, opId, outcome, code };
}
