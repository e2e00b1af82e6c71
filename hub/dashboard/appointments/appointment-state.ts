import { CalendarCheck, CalendarClock, CalendarX, CircleCheck, Play, UserX, type LucideIcon } from 'lucide-react';
import type { AppointmentStatus } from '#shared/domain/appointment.ts';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { PillTone } from '#dashboard/controls/state-pill.tsx';

/** How a state looks; `appointment.status.<status>` is its name. */
export const APPOINTMENT_LOOKS: Record<AppointmentStatus, { icon: LucideIcon; tone: PillTone }> = {
  scheduled: { icon: CalendarClock, tone: 'calm' },
  rescheduled: { icon: CalendarClock, tone: 'warn' },
  confirmed: { icon: CalendarCheck, tone: 'good' },
  in_progress: { icon: Play, tone: 'good' },
  completed: { icon: CircleCheck, tone: 'calm' },
  cancelled: { icon: CalendarX, tone: 'calm' },
  no_show: { icon: UserX, tone: 'alert' },
};

const EXPECTED: ReadonlySet<AppointmentStatus> = new Set(['scheduled', 'confirmed', 'rescheduled']);

/** The patient is yet to come: the appointment can be checked in, moved and cancelled. */
export function isExpected({ status, queue_token: token }: Pick<AppointmentRow, 'status' | 'queue_token'>): boolean {
  return EXPECTED.has(status) && token === null;
}
