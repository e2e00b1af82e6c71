import { and, eq, sql } from 'drizzle-orm';
import { nextAppointmentStatus, type AppointmentEvent } from '#shared/domain/appointment.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { Actor } from '#hub/http/actor.ts';

/** What every command on an appointment works in. */
export type AppointmentScope = {
  tx: Transaction;
  locationId: number;
  actor: Actor | null;
  now: Instant;
  requestId: string | null;
};

type Appointment = typeof appointments.$inferSelect;
type Change = Partial<
  Pick<Appointment, 'scheduledDate' | 'durationMinutes' | 'doctorId' | 'serviceId' | 'seat' | 'queueToken'>
>;

/** Locks the appointment to the end of the transaction. Throws `appointment.not_found`, also for another location's. */
export async function lockAppointment(tx: Transaction, locationId: number, id: number): Promise<Appointment> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), eq(appointments.id, id)))
    .for('update');
  if (!row) throw new AppError('appointment.not_found', { id });
  return row;
}

/**
 * The one way an appointment changes after it was booked: status, columns and audit in the caller's transaction. Throws
 * `appointment.illegal_move`.
 */
export async function moveAppointment(
  scope: AppointmentScope,
  appointment: Appointment,
  event: AppointmentEvent,
  change: Change = {},
  details: Record<string, unknown> = {},
): Promise<void> {
  const { tx, locationId, actor, now, requestId } = scope;
  const status = nextAppointmentStatus(appointment.status, event);
  await tx
    .update(appointments)
    .set({ ...change, status, rev: appointment.rev + 1, updatedAt: sql`now()` })
    .where(and(eq(appointments.locationId, locationId), eq(appointments.id, appointment.id)));
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: `appointments.${event}`,
    entity: 'appointment',
    entityUid: appointment.uid,
    details: { from: appointment.status, to: status, ...details },
  });
}
