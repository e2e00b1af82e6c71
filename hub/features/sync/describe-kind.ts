import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { SyncAction, SyncType } from '#hub/db/schema/sync.ts';

/** Under which of the log's own categories an op is filed. A kind we do not know is filed by its first word. */
export function describeKind(kind: string): { syncType: SyncType; action: SyncAction } {
  if (kind === OP_KINDS.checkIn) return { syncType: 'queue', action: 'create' };
  if (kind.startsWith('patient.')) return { syncType: 'patient', action: 'update' };
  if (kind.startsWith('appointment.')) return { syncType: 'appointment', action: 'update' };
  return { syncType: 'queue', action: 'update' };
}
