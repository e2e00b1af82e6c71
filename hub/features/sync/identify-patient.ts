import { and, eq, sql } from 'drizzle-orm';
import { tokenLabel } from '#shared/domain/token.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import type { Transaction } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { registerPatient } from '#hub/features/patients/register-patient.ts';

/** The visit stands; staff should look at whose it is. */
export type CheckInDispute = 'sync.patient_differs' | 'sync.unknown_appointment' | 'sync.unknown_patient';

type Place = { locationId: number; country: string };
export type IdentifiedPatient = {
  patientId: number;
  appointmentId: number | null;
  dispute: CheckInDispute | null;
};

/** "Not known": the record needs a date, and staff see at once that nobody was born on this one. */
const UNKNOWN_BIRTH_DATE = '1900-01-01';

/**
 * Who has come: the patient that the op brings, or the one who booked, or someone whom staff will ask. A token is out in
 * any case, so there is always a patient; what does not fit together is a dispute.
 */
export async function identifyPatient(
  tx: Transaction,
  place: Place,
  { patient, visit, token }: CheckInPayload,
): Promise<IdentifiedPatient> {
  const booked = visit.appointmentUid === undefined ? null : await findBooked(tx, place, visit.appointmentUid);
  const appointmentId = booked?.id ?? null;
  const isLost = visit.appointmentUid !== undefined && !booked;
  if (patient) {
    const { patientId, differs } = await registerPatient(tx, place, patient);
    return { patientId, appointmentId, dispute: disputeOf(isLost, differs) };
  }
  if (booked) return { patientId: booked.patientId, appointmentId, dispute: null };
  const known = visit.patientUid === undefined ? null : await findKept(tx, place, visit.patientUid);
  if (known !== null) return { patientId: known, appointmentId, dispute: disputeOf(isLost, false) };
  const { patientId } = await registerPatient(tx, place, {
    // The visit's own uid: the same op applied twice finds the same patient.
    uid: visit.uid,
    firstName: 'N. N.',
    lastName: tokenLabel(token),
    birthDate: UNKNOWN_BIRTH_DATE,
    phone: '',
  });
  const dispute = visit.patientUid === undefined ? disputeOf(isLost, false) : 'sync.unknown_patient';
  return { patientId, appointmentId, dispute };
}

function disputeOf(isLost: boolean, differs: boolean): CheckInDispute | null {
  if (isLost) return 'sync.unknown_appointment';
  return differs ? 'sync.patient_differs' : null;
}

/** The record of this uid, or the one that it was joined to since. */
async function findKept(tx: Transaction, { locationId }: Place, uid: string): Promise<number | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    WITH RECURSIVE line AS (
      SELECT id, merged_into_id FROM patients WHERE location_id = ${locationId} AND uid = ${uid}
      UNION
      SELECT kept.id, kept.merged_into_id FROM patients AS kept JOIN line ON kept.id = line.merged_into_id
    )
    SELECT id FROM line WHERE merged_into_id IS NULL`);
  return rows[0] ? Number(rows[0].id) : null;
}

async function findBooked(
  tx: Transaction,
  { locationId }: Place,
  uid: string,
): Promise<{ id: number; patientId: number } | null> {
  const [row] = await tx
    .select({ id: appointments.id, patientId: appointments.patientId })
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), eq(appointments.uid, uid)));
  return row ?? null;
}
