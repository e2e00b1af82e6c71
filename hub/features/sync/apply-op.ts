import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import { applyCheckIn } from './apply-check-in.ts';
import type { ApplyContext } from './apply-context.ts';
import type { AppliedOp } from './applied-op.ts';
import { applyInSavepoint } from './apply-in-savepoint.ts';
import { applyPatientUpdate } from './apply-patient-update.ts';
import { applyQueueEventOp } from './apply-queue-event.ts';
import { noteCheckInRefused } from './note-check-in-refused.ts';
import { notePrintReported } from './note-print-reported.ts';
import type { PlannedOp } from './plan-op.ts';

/**
 * One op in a savepoint of its own: what fails for ever is undone and told. Throws only what makes the whole batch worth
 * sending again.
 */
export async function applyOp(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  planned: PlannedOp,
): Promise<AppliedOp> {
  const outcome = await applyInSavepoint({ tx, feed }, async (savepoint, held) =>
    applyPlan(savepoint, held, context, planned),
  );
  return { ...outcome, op: planned.op };
}

async function applyPlan(
  tx: Transaction,
  feed: FeedBuffer,
  context: ApplyContext,
  { op, plan }: PlannedOp,
): Promise<AppliedOp> {
  const { place, device, now, requestId } = context;
  const scope = { tx, feed, locationId: place.locationId, actor: device, now, requestId };
  switch (plan.kind) {
    case OP_KINDS.checkIn: {
      const { queueId, view, dispute } = await applyCheckIn(tx, context, op, plan.payload);
      if (!view) return { op, outcome: 'synced', code: null, recordId: queueId };
      feed.put(place.locationId, 'queue_entry', 1, view);
      // The visit stands and the patient waits in the queue; what is in doubt about it is for staff to settle.
      return { op, outcome: dispute ? 'conflict' : 'synced', code: dispute, recordId: queueId };
    }
    case OP_KINDS.checkInRefused:
      await noteCheckInRefused(tx, context, op, plan.payload);
      return { op, outcome: 'synced', code: null, recordId: null };
    case OP_KINDS.patientUpdate: {
      const { patientId, disputes } = await applyPatientUpdate(scope, place.country, op, plan.payload);
      if (disputes.length === 0) return { op, outcome: 'synced', code: null, recordId: patientId };
      return { op, outcome: 'conflict', code: 'sync.patient_differs', recordId: patientId, conflict: { disputes } };
    }
    case OP_KINDS.queueEvent: {
      const { queueId, superseded } = await applyQueueEventOp(scope, plan.payload);
      if (!superseded) return { op, outcome: 'synced', code: null, recordId: queueId };
      return { op, outcome: 'conflict', code: 'sync.superseded', recordId: queueId, resolution: 'superseded' };
    }
    case OP_KINDS.printReported:
      await notePrintReported(tx, feed, context, op, plan.payload);
      return { op, outcome: 'synced', code: null, recordId: null };
    case 'refused':
      return { op, outcome: 'failed', code: plan.code, recordId: null };
  }
}
