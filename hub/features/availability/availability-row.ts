import type { AvailabilityRow } from '#shared/protocol/api/availability.ts';
import type { availability } from '#hub/db/schema/appointments.ts';
import { hoursAndMinutes } from './availability-rules.queries.ts';

export function availabilityRow(row: typeof availability.$inferSelect): AvailabilityRow {
  return {
    id: row.id,
    uid: row.uid,
    doctor_id: row.doctorId,
    date: row.date,
    start_time: hoursAndMinutes(row.startTime),
    end_time: hoursAndMinutes(row.endTime),
    slot_duration_minutes: row.slotDurationMinutes,
    max_patients_per_slot: row.maxPatientsPerSlot,
    is_available: row.isAvailable,
    break_start_time: row.breakStartTime && hoursAndMinutes(row.breakStartTime),
    break_end_time: row.breakEndTime && hoursAndMinutes(row.breakEndTime),
    is_recurring: row.isRecurring,
    recurrence_pattern: row.recurrencePattern,
    reason: row.reason,
  };
}
