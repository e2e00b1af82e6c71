import { AppError } from '#shared/domain/errors.ts';
import { isOnline } from '#hub/features/appointments/place-booking.ts';
import { applyInSavepoint, type Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { applyOfflineOp } from './apply-offline-op.ts';
import { lockDevice, readKnownOps, recordOfflineOp, underOwnId, type KnownOp } from './offline-log.store.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';

export type Issue = { path: string; problem: string };
export type SettledOp = {
  op: OfflineOp;
  outcome: Omit<Outcome, 'conflict' | 'resolution'>;
  repeated: boolean;
  issues: Issue[];
  alternatives: unknown[];
};

/**
 * Does what a device recorded off line, in its order, each change once for ever: one that came before is answered as it was
 * then. What fails is told and the next one goes on; what is in dispute is kept for staff as devices' own conflicts are.
 * What a patient or a stranger may not do, or did not say well, is told and not kept: nobody could be asked about it.
 */
export async function syncOfflineOps(
  scope: OfflineScope,
  deviceId: string,
  ops: readonly OfflineOp[],
): Promise<SettledOp[]> {
  const { tx, locationId, actor, now } = scope;
  await lockDevice(tx, locationId, deviceId);
  const known = await readKnownOps(tx, locationId, deviceId, ops);
  const settled: SettledOp[] = [];
  for (const op of ops) {
    const before = known.get(op.opId);
    if (before?.isSame(op)) {
      settled.push({ op, ...answerAgain(before) });
      continue;
    }
    const one = before ? { op, ...REUSED } : await settle(scope, op);
    settled.push({ ...one, repeated: false });
    if (isOnline(actor) && one.outcome.outcome === 'failed') continue;
    const kept = before ? underOwnId(deviceId, op) : op;
    const isKeptAlready = before && (await readKnownOps(tx, locationId, deviceId, [kept])).size > 0;
    if (!isKeptAlready) await recordOfflineOp(tx, { locationId, deviceId, now }, kept, one.outcome);
    if (!before) known.set(op.opId, { ...one.outcome, isSame: (other) => isSameChange(op, other) });
  }
  return settled;
}

const REUSED = {
  outcome: { outcome: 'conflict', code: 'sync.op_id_reused', recordId: null } satisfies Outcome,
  issues: [],
  alternatives: [],
};

function isSameChange(one: OfflineOp, other: OfflineOp): boolean {
  return one.type === other.type && one.action === other.action && one.payload === other.payload;
}

function answerAgain({ outcome, code, recordId }: KnownOp) {
  return { outcome: { outcome, code, recordId }, repeated: true, issues: [], alternatives: [] };
}

async function settle(scope: OfflineScope, op: OfflineOp) {
  let issues: Issue[] = [];
  const outcome = await applyInSavepoint(
    scope,
    async (tx, feed) => applyOfflineOp({ ...scope, tx, feed }, op),
    (error) => {
      const found = error instanceof AppError ? error.details['issues'] : undefined;
      if (Array.isArray(found)) issues = found as Issue[];
    },
  );
  const { alternatives } = outcome.conflict ?? {};
  return { op, outcome, issues, alternatives: Array.isArray(alternatives) ? alternatives : [] };
}
