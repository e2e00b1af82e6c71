import { applyEvent } from '#hub/features/queue/apply-event.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { readSetting } from '#hub/features/settings/settings.store.ts';
import { assertMayChange } from './booking-rules.ts';
import { settleDisputes } from './settle-disputes.ts';
import { findOpenEntry } from './open-entry.queries.ts';
import { lockAppointment, moveAppointment } from './move-appointment.ts';

/**
 * Completes an appointment or marks its patient as absent. Of one who has checked in it is their place in the queue that
 * moves, and the appointment follows it: the two never disagree. Throws `appointment.not_found`,
 * `appointment.illegal_move`, `queue.illegal_move`.
 */
export async function finishAppointment(scope: CommandScope, id: number, event: 'complete' | 'no_show'): Promise<void> {
  const queueId = await findOpenEntry(scope.tx, scope.locationId, id);
  if (queueId !== null) await applyEvent(scope, { queueId, event: { type: event } });
  else await moveAppointment(scope, await lockAppointment(scope.tx, scope.locationId, id), event);
}

/**
 * Cancels an appointment, and the place in the queue of a patient who has checked in. Throws as above, and
 * `appointment.change_too_late` to a patient.
 */
export async function cancelAppointment(scope: CommandScope, id: number, reason?: string): Promise<void> {
  // The entry before the appointment, as everyone who locks both does.
  const queueId = await findOpenEntry(scope.tx, scope.locationId, id);
  if (queueId !== null) await applyEvent(scope, { queueId, event: { type: 'cancel' } });
  const appointment = await lockAppointment(scope.tx, scope.locationId, id);
  if (scope.actor?.kind === 'patient' && appointment.needsRebookingSince === null) {
    const rules = await readSetting(scope.tx, scope.locationId, 'appointments');
    assertMayChange(rules, { start: appointment.scheduledDate, now: scope.now });
  }
  await moveAppointment(scope, appointment, 'cancel', { changeReason: reason || null });
  if (appointment.needsRebookingSince !== null) await settleDisputes(scope, id, 'cancelled');
}
