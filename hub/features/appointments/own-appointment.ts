import { AppError } from '#shared/domain/errors.ts';
import type { PatientActor, StaffActor } from '#hub/http/actor.ts';

/** For a patient there is no appointment but their own. Throws `appointment.not_found`. */
export function assertMayTouch(actor: StaffActor | PatientActor, appointmentId: number): void {
  if (actor.kind === 'patient' && actor.appointmentId !== appointmentId) {
    throw new AppError('appointment.not_found', { id: appointmentId });
  }
}
