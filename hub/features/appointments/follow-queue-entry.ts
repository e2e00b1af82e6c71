import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  appointmentStatusSchema,
  canMoveAppointment,
  nextAppointmentStatus,
  type AppointmentEvent,
} from '#shared/domain/appointment.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { forgetCheckIn, moveAppointment, type Appointment, type AppointmentScope } from './move-appointment.ts';

const FOLLOWED: Readonly<Record<string, AppointmentEvent>> = {
  start: 'start',
  complete: 'complete',
  no_show: 'no_show',
};

/** How an appointment moved along: what taking it back needs. Ids and states only; history keeps it. */
export const followedMoveSchema = z.object({
  id: z.int(),
  from: appointmentStatusSchema,
  to: appointmentStatusSchema,
  token: z.string().nullable(),
});
export type FollowedMove = z.infer<typeof followedMoveSchema>;

/**
 * A queue entry that belongs to an appointment moves it along, in the transaction that moves the entry: begun, over, absent.
 * Where the appointment cannot follow (it was marked absent, and the patient came after all) it stays as it is: the queue
 * never waits for the calendar. A cancelled entry undoes the check-in, so that the patient can be checked in again. Other
 * events, those of the queue alone, are none of its business. Tells how the appointment moved; null when it did not.
 */
export async function followQueueEntry(
  scope: AppointmentScope,
  queueId: number,
  event: string,
): Promise<FollowedMove | null> {
  const followed = FOLLOWED[event];
  if (!followed && event !== 'cancel') return null;
  const appointment = await lockAppointmentOf(scope, queueId);
  if (!appointment) return null;
  const { id, status: from, queueToken: token } = appointment;
  if (!followed) {
    await forgetCheckIn(scope, appointment);
    return { id, from, to: from, token };
  }
  if (!canMoveAppointment(from, followed)) return null;
  await moveAppointment(scope, appointment, followed);
  return { id, from, to: nextAppointmentStatus(from, followed), token };
}

async function lockAppointmentOf({ tx, locationId }: AppointmentScope, queueId: number): Promise<Appointment | null> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.locationId, locationId),
        eq(
          appointments.id,
          sql`(SELECT appointment_id FROM ${queueManagement} WHERE location_id = ${locationId} AND id = ${queueId})`,
        ),
      ),
    )
    .for('update');
  return row ?? null;
}
