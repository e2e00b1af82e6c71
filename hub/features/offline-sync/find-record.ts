import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { assertMayTouch } from '#hub/features/appointments/own-appointment.ts';
import type { OfflineScope } from './offline-scope.ts';

type Named = { id?: number | undefined; uid?: string | undefined };

/** The patient that a change names, by whichever of the two. Throws `sync.unknown_patient`. */
export async function findPatientRecord({ tx, locationId }: OfflineScope, { id, uid }: Named) {
  const named = uid === undefined ? eq(patients.id, id ?? 0) : eq(patients.uid, uid);
  const [row] = await tx
    .select({ id: patients.id, uid: patients.uid })
    .from(patients)
    .where(and(eq(patients.locationId, locationId), named));
  if (!row) throw new AppError('sync.unknown_patient', { id, uid });
  return row;
}

/** The appointment, locked. A patient has no appointment but their own. Throws `sync.unknown_appointment`. */
export async function lockAppointmentRecord({ tx, locationId, actor }: OfflineScope, { id, uid }: Named) {
  const named = uid === undefined ? eq(appointments.id, id ?? 0) : eq(appointments.uid, uid);
  const [row] = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), named))
    .for('update');
  if (!row) throw new AppError('sync.unknown_appointment', { id, uid });
  if (actor?.kind === 'patient') assertMayTouch(actor, row.id);
  return row;
}

/** A place in a queue. Throws `sync.unknown_entry`. */
export async function findEntryRecord({ tx, locationId }: OfflineScope, { id, uid }: Named) {
  const named = uid === undefined ? eq(queueManagement.id, id ?? 0) : eq(queueManagement.uid, uid);
  const [row] = await tx
    .select({ id: queueManagement.id, uid: queueManagement.uid, status: queueManagement.currentStatus })
    .from(queueManagement)
    .where(and(eq(queueManagement.locationId, locationId), named));
  if (!row) throw new AppError('sync.unknown_entry', { id, uid });
  return row;
}
