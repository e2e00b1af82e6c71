import { readSetting } from '#hub/features/settings/settings.store.ts';
import { AppError } from '#shared/domain/errors.ts';
import { availabilityRuleSchema } from '#shared/domain/schedule/availability-rule.ts';
import type { createAvailabilityRule } from '#shared/protocol/api/availability.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { RouteInput } from '#hub/http/route.ts';
import { bookableDoctors } from './bookable-doctors.queries.ts';

type RuleInput = RouteInput<typeof createAvailabilityRule>;

/**
 * The columns of a rule as staff gave it. Throws `doctor.not_found` for a doctor of nowhere or elsewhere, and
 * `availability.invalid` with the fields that contradict each other.
 */
export async function availabilityColumns(tx: Transaction, locationId: number, input: RuleInput) {
  const [doctor] = await bookableDoctors(tx, locationId, { doctorId: input.doctor_id });
  if (!doctor) throw new AppError('doctor.not_found', { doctor_id: input.doctor_id });
  const { default_minutes: usualMinutes } = await readSetting(tx, locationId, 'appointments');
  const slotMinutes = input.slot_duration_minutes ?? usualMinutes;
  const rule = availabilityRuleSchema.safeParse({
    doctorUid: doctor.uid,
    date: input.date,
    startTime: input.start_time,
    endTime: input.end_time,
    slotMinutes,
    capacity: input.max_patients_per_slot,
    isAvailable: input.is_available,
    breakStart: input.break_start_time,
    breakEnd: input.break_end_time,
    recurrence: input.recurrence_pattern,
  });
  if (!rule.success) {
    const problems = rule.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
    throw new AppError('availability.invalid', { problems });
  }
  // What takes a day out of its ordinary course is explained, so that the desk can explain it.
  const isOverride = !input.is_available || input.recurrence_pattern === null;
  if (isOverride && !input.reason) throw new AppError('availability.reason_required', {});
  return {
    doctorId: doctor.id,
    date: input.date,
    startTime: input.start_time,
    endTime: input.end_time,
    slotDurationMinutes: slotMinutes,
    maxPatientsPerSlot: input.max_patients_per_slot,
    isAvailable: input.is_available,
    breakStartTime: input.break_start_time,
    breakEndTime: input.break_end_time,
    isRecurring: input.recurrence_pattern !== null,
    recurrencePattern: input.recurrence_pattern,
    reason: input.reason,
  };
}
