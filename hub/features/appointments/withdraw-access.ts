import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import type { PatientActor } from '#hub/http/actor.ts';
import { auditAppointment, lockAppointment, type Appointment, type AppointmentScope } from './move-appointment.ts';

/** Makes void what the patient was given to see and change the appointment with. Throws `appointment.not_found`. */
export async function withdrawAccess(scope: AppointmentScope, id: number): Promise<Appointment> {
  const { tx, locationId } = scope;
  const seen = await lockAppointment(tx, locationId, id);
  const [changed] = await tx
    .update(appointments)
    .set({ accessNumber: seen.accessNumber + 1, rev: seen.rev + 1, updatedAt: sql`now()` })
    .where(and(eq(appointments.locationId, locationId), eq(appointments.id, id)))
    .returning();
  await auditAppointment(scope, 'withdrawAccess', seen.uid, { number: changed!.accessNumber });
  return changed!;
}

/** Throws `auth.access_withdrawn` for a token that was made void, or whose appointment is gone. */
export async function assertNotWithdrawn(db: Queryable, patient: PatientActor): Promise<void> {
  const [row] = await db
    .select({ accessNumber: appointments.accessNumber })
    .from(appointments)
    .where(
      and(
        eq(appointments.locationId, patient.locationId),
        eq(appointments.id, patient.appointmentId),
        eq(appointments.uid, patient.appointmentUid),
      ),
    );
  if (row?.accessNumber !== patient.accessNumber) throw new AppError('auth.access_withdrawn');
}
