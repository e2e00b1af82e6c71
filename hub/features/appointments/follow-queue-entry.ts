import { and, eq, sql } from 'drizzle-orm';
import { canMoveAppointment, type AppointmentEvent } from '#shared/domain/appointment.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { forgetCheckIn, moveAppointment, type AppointmentScope } from './move-appointment.ts';

const FOLLOWED: Readonly<Record<string, AppointmentEvent>> = {
  start: 'start',
  complete: 'complete',
  no_show: 'no_show',
};

/**
 * A queue entry that belongs to an appointment moves it along, in the transaction that moved the entry: begun, over, absent.
 * Where the appointment cannot follow (it was marked absent, and the patient came after all) it stays as it is: the queue
 * never waits for the calendar. A cancelled entry undoes the check-in, so that the patient can be checked in again. Other
 * events, those of the queue alone, are none of its business.
 */
export async function followQueueEntry(scope: AppointmentScope, queueId: number, event: string): Promise<void> {
  const followed = FOLLOWED[event];
  if (!followed && event !== 'cancel') return;
  const { tx, locationId } = scope;
  const [appointment] = await tx
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
  if (!appointment) return;
  if (!followed) await forgetCheckIn(scope, appointment);
  else if (canMoveAppointment(appointment.status, followed)) await moveAppointment(scope, appointment, followed);
}
