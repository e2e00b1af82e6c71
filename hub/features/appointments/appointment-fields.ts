import type { FieldDispute } from '#shared/protocol/api/conflicts.ts';
import type { Appointment } from './move-appointment.ts';

/** What two sides can have changed of an appointment: its time, and what is known of the visit. */
export const TIME_FIELDS = ['scheduled_date', 'duration_minutes', 'doctor_id'] as const;
export const DETAIL_FIELDS = ['reason_for_visit', 'symptoms', 'special_requirements', 'urgency_level'] as const;
export type AppointmentField = (typeof TIME_FIELDS)[number] | (typeof DETAIL_FIELDS)[number];
/** As text, so that both sides can be shown and compared. Null: taken away. */
export type AppointmentFields = Partial<Record<AppointmentField, string | null>>;

export function fieldsOf(appointment: Appointment): Record<AppointmentField, string | null> {
  return {
    scheduled_date: new Date(appointment.scheduledDate).toISOString(),
    duration_minutes: String(appointment.durationMinutes),
    doctor_id: String(appointment.doctorId),
    reason_for_visit: appointment.reasonForVisit,
    symptoms: appointment.symptoms,
    special_requirements: appointment.specialRequirements,
    urgency_level: appointment.urgencyLevel,
  };
}

/** What tells whether the hub's side has changed since the device's was made; each may be unknown. */
export type Started = { base: AppointmentFields | null; isUntouched: boolean };
export type AppointmentMerge = { apply: AppointmentFields; disputes: FieldDispute[] };

/**
 * Field by field: taken over where the hub's is still what the device started from; where both changed it, each to
 * something else, both are kept for staff. A time is one thing: its parts are taken over together or not at all.
 */
export function mergeAppointmentFields(
  hub: Record<AppointmentField, string | null>,
  set: AppointmentFields,
  { base, isUntouched }: Started,
): AppointmentMerge {
  const merge: AppointmentMerge = { apply: {}, disputes: [] };
  const isFree = (field: AppointmentField) =>
    isUntouched || (base?.[field] !== undefined && base[field] === hub[field]);
  const isTimeFree = TIME_FIELDS.every((field) => !(field in set) || set[field] === hub[field] || isFree(field));
  for (const field of Object.keys(set) as AppointmentField[]) {
    const wanted = set[field] ?? null;
    if (wanted === hub[field]) continue;
    const isTime = (TIME_FIELDS as readonly string[]).includes(field);
    if (isTime ? isTimeFree : isFree(field)) merge.apply[field] = wanted;
    else {
      const started = base?.[field] ?? null;
      merge.disputes.push({ field, why: 'changed_twice', base: started, device: wanted, hub: hub[field] });
    }
  }
  return merge;
}
