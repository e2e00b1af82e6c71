import { AppError } from '#shared/domain/errors.ts';
import { assertStorableText } from '#hub/http/storable-text.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { bookOffline } from './book-offline.ts';
import { cancelOffline, changeOffline } from './change-offline.ts';
import { mayDo } from './may-do.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';
import { changePatientOffline, registerOffline } from './patient-offline.ts';
import { joinOffline, moveOffline } from './queue-offline.ts';

/**
 * What each kind of change does, by the commands that the hub's own operations use. Throws `sync.bad_payload` for what
 * cannot be read, and what the command throws.
 */
export async function applyOfflineOp(scope: OfflineScope, op: OfflineOp): Promise<Outcome> {
  const { actor } = scope;
  if (!mayDo(actor, op.type, op.action)) {
    throw actor ? new AppError('auth.forbidden', { role: actor.role }) : new AppError('auth.required');
  }
  assertReadable(op);
  switch (`${op.type}.${op.action}` as const) {
    case 'appointment.create':
      return bookOffline(scope, op);
    case 'appointment.update':
      return changeOffline(scope, op);
    case 'appointment.delete':
      return cancelOffline(scope, op);
    case 'patient.create':
      return registerOffline(scope, op);
    case 'patient.update':
      return changePatientOffline(scope, op);
    case 'queue.create':
      return joinOffline(scope, op);
    case 'queue.update':
    case 'queue.delete':
      return moveOffline(scope, op);
    case 'patient.delete':
      // A record of someone's health is never deleted from afar.
      throw new AppError('sync.not_supported', { type: op.type, action: op.action });
  }
}

/** Checked here, one by one, so that a character which no database takes does not keep the rest of the batch back. */
function assertReadable({ data }: OfflineOp): void {
  try {
    assertStorableText(data);
  } catch (error) {
    throw error instanceof AppError ? new AppError('sync.bad_payload', error.details) : error;
  }
}
