import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { AppointmentFields } from '#hub/features/appointments/appointment-fields.ts';
import { changeAppointment } from '#hub/features/appointments/change-appointment.ts';
import { rescheduleAppointment } from '#hub/features/appointments/reschedule-appointment.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { keepDeviceSide } from './keep-device-side.ts';

type NewTime = { scheduled_date?: string; duration_minutes?: number; doctor_id?: number };

/**
 * Does what a resolution says to the record in dispute, by the commands that change such a record anywhere. Throws what
 * they throw: a slot that somebody else has by now is refused with others.
 */
export async function settleConflict(
  scope: CommandScope,
  resolution: SyncConflict['options'][number],
  { appointment, patient, fields }: SyncConflict,
  { scheduled_date: date, duration_minutes: durationMinutes, doctor_id: doctorId }: NewTime,
): Promise<void> {
  if (resolution === 'rebook' && appointment && date !== undefined) {
    const location = await readLocation(scope.tx, scope.locationId);
    const start = Date.parse(date);
    await rescheduleAppointment(scope, { id: appointment.id, location, start, durationMinutes, doctorId });
    return;
  }
  if (resolution !== 'keep_device') return;
  if (appointment) {
    const location = await readLocation(scope.tx, scope.locationId);
    const wanted = Object.fromEntries(fields.map(({ field, device }) => [field, device])) as AppointmentFields;
    await changeAppointment(scope, { id: appointment.id, location, fields: wanted });
  } else if (patient) await keepDeviceSide(scope, patient.id, fields);
}
