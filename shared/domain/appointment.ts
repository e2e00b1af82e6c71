import { z } from 'zod';
import { AppError } from './errors.ts';

export const appointmentStatusSchema = z.enum([
  'scheduled',
  'confirmed',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
  /** Moved to another time or doctor, and not confirmed again yet. */
  'rescheduled',
]);
export type AppointmentStatus = z.infer<typeof appointmentStatusSchema>;

export type AppointmentEvent = 'confirm' | 'reschedule' | 'start' | 'complete' | 'cancel' | 'no_show';

// A missing cell is an illegal move. Whoever comes after being marked absent takes a token as a walk-in: the slot may be gone.
const NEXT: Record<AppointmentStatus, Partial<Record<AppointmentEvent, AppointmentStatus>>> = {
  scheduled: {
    confirm: 'confirmed',
    reschedule: 'rescheduled',
    start: 'in_progress',
    cancel: 'cancelled',
    no_show: 'no_show',
  },
  confirmed: {
    confirm: 'confirmed',
    reschedule: 'rescheduled',
    start: 'in_progress',
    cancel: 'cancelled',
    no_show: 'no_show',
  },
  rescheduled: {
    confirm: 'confirmed',
    reschedule: 'rescheduled',
    start: 'in_progress',
    cancel: 'cancelled',
    no_show: 'no_show',
  },
  in_progress: { complete: 'completed' },
  no_show: {},
  completed: {},
  cancelled: {},
};

export function canMoveAppointment(from: AppointmentStatus, event: AppointmentEvent): boolean {
  return NEXT[from][event] !== undefined;
}

/** Throws `appointment.illegal_move` when the event is not possible from the status. */
export function nextAppointmentStatus(from: AppointmentStatus, event: AppointmentEvent): AppointmentStatus {
  const to = NEXT[from][event];
  if (!to) throw new AppError('appointment.illegal_move', { from, event });
  return to;
}
