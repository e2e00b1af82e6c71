import { eq } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { OpResult, PushReply, PushRequest } from '#shared/protocol/sync/push.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import type { AppliedOp } from './applied-op.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyOps, type ApplyOptions } from './apply-ops.ts';
import { lockLog, readKnownOps, readStoredOps, recordOps, type KnownOp } from './op-log.store.ts';
import { planOp } from './plan-op.ts';
import { planPush } from './plan-push.ts';
import { readDirectory } from './read-directory.ts';
import { storableText } from './storable-payload.ts';

export type PushMoment = {
  now: Instant;
  requestId: string | null;
  apply?: ApplyOptions;
};

/**
 * Takes the next entries of a device's log: plan, apply, record, in the caller's transaction. Sent again, in whatever
 * cut, they have no second effect and are answered with what became of them the first time. Throws
 * `sync.unknown_incarnation` and `sync.hash_mismatch`.
 */
export async function pushOps(
  { tx, feed }: TransactionScope,
  device: DeviceActor,
  { incarnation, ops }: PushRequest,
  { now, requestId, apply }: PushMoment,
): Promise<PushReply> {
  const log = await lockLog(tx, device, incarnation);
  const numbers = ops.map((op) => op.seq);
  const range = { incarnation, first: Math.min(...numbers), last: Math.min(Math.max(...numbers), log.lastSeq) };
  const stored = range.first > range.last ? new Map() : await readStoredOps(tx, device, range);
  const storedHashes = new Map([...stored.values()].map((op) => [op.seq, op.hash]));

  const plan = planPush({ ...log, storedHashes }, ops);
  if (plan.status !== 'accept') return plan;

  const [place] = await tx
    .select({ locationId: locations.id, country: locations.country })
    .from(locations)
    .where(eq(locations.id, device.locationId));
  const context = { device, incarnation, place: place!, now, requestId };
  const applied = await applyFresh({ tx, feed }, context, plan.fresh, apply);
  await recordOps(tx, device, incarnation, applied, now);

  const results = [...plan.duplicates.map((seq) => stored.get(seq)!), ...applied.map(toResult)];
  return { status: 'ok', lastSeq: applied.at(-1)?.op.seq ?? log.lastSeq, results: results.map(strip) };
}

/** Applies what is new; an op that came before under its id, from another life of the device, is answered as it was then. */
async function applyFresh(
  { tx, feed }: TransactionScope,
  context: Omit<ApplyContext, 'directory'>,
  fresh: readonly Op[],
  options: ApplyOptions | undefined,
): Promise<AppliedOp[]> {
  const opIds = fresh.map((op) => op.opId);
  const known = await readKnownOps(tx, context.place.locationId, opIds);
  const planned = fresh.filter((op, index) => !known.has(op.opId) && opIds.indexOf(op.opId) === index).map(planOp);
  const directory = await readDirectory(tx, context.place.locationId, planned);
  const applied = await applyOps(tx, feed, { ...context, directory }, planned, options);
  const byId = new Map(applied.map((one) => [one.op.opId, one]));
  return fresh.map((op) => {
    const first = byId.get(op.opId);
    if (first?.op === op) return first;
    return repeatOf(op, known.get(op.opId) ?? { ...first!, kind: first!.op.kind, payload: first!.op.payload });
  });
}

function repeatOf(op: Op, { outcome, code, recordId, kind, payload }: KnownOp): AppliedOp {
  const isSame = kind === storableText(op.kind) && payload === storableText(op.payload);
  if (!isSame) return { op, outcome: 'conflict', code: 'sync.op_id_reused', recordId: null };
  // Settled, or waiting for staff, where it came first.
  return { op, outcome, code, recordId, ...(outcome === 'synced' ? {} : { resolution: 'repeated' as const }) };
}

function toResult({ op, outcome, code }: AppliedOp): OpResult {
  return { seq: op.seq, opId: op.opId, outcome, code };
}

function strip({ seq, opId, outcome, code }: OpResult): OpResult {
  return { seq, opId, outcome, code };
}
