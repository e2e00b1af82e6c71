import type { Instant } from '#shared/domain/ports.ts';
import type { appointments } from '#hub/db/schema/appointments.ts';
import type { PatientActor } from '#hub/http/actor.ts';
import { signPatientToken } from '#hub/http/patient-token.ts';

/** A patient may look the appointment up for this long after it was booked for. */
const TOKEN_OUTLIVES_MS = 180 * 24 * 3_600_000;

type Own = Pick<typeof appointments.$inferSelect, 'id' | 'uid' | 'locationId' | 'accessNumber'>;

/** Who books without an account: from here on the patient of this appointment, and of no other. */
export function patientOfAppointment({ id, uid, locationId, accessNumber }: Own): PatientActor {
  return { kind: 'patient', role: 'patient', appointmentId: id, appointmentUid: uid, locationId, accessNumber };
}

/** The token with which the patient may see, move and cancel the appointment. */
export async function givePatientToken(
  appointment: Own & { scheduledDate: Instant },
  key: Uint8Array,
  now: Instant,
): Promise<string> {
  const expiresAt = Math.max(now, appointment.scheduledDate) + TOKEN_OUTLIVES_MS;
  return signPatientToken(patientOfAppointment(appointment), key, { now, expiresAt });
}
