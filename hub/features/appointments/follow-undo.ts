import { brokenConstraint } from '#hub/db/postgres-error.ts';
import { followedMoveSchema } from './follow-queue-entry.ts';
import { lockAppointment, restoreAppointment, type AppointmentScope } from './move-appointment.ts';

/**
 * A move of the queue was taken back, and with it how the appointment moved along (`moved`, as history kept it). One that
 * has been changed since stays as it is. One marked absent had given its slot back: where somebody has taken that since,
 * the appointment stands again without a slot, for staff to find another.
 */
export async function followUndo(scope: AppointmentScope, moved: unknown): Promise<void> {
  const followed = followedMoveSchema.safeParse(moved);
  if (!followed.success) return;
  const { id, from, to, token } = followed.data;
  const appointment = await lockAppointment(scope.tx, scope.locationId, id);
  if (appointment.status !== to) return;
  const before = { status: from, queueToken: token };
  try {
    await scope.tx.transaction(async (tx) => restoreAppointment({ ...scope, tx }, appointment, before));
  } catch (error) {
    if (brokenConstraint(error) !== 'appointments_no_overlap') throw error;
    await restoreAppointment(scope, appointment, { ...before, needsRebookingSince: scope.now });
  }
}
