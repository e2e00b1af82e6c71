import { and, eq, sql } from 'drizzle-orm';
import { nextAppointmentStatus, type AppointmentEvent, type AppointmentStatus } from '#shared/domain/appointment.ts';
import type { AuditActionOf } from '#shared/protocol/api/audit-actions.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Transaction } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { cancelReminders, scheduleReminders } from '#hub/features/reminders/keep-reminders.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

/** What a command on an appointment works in; appointments are in no feed. */
export type AppointmentScope = Omit<CommandScope, 'feed'>;

export type Appointment = typeof appointments.$inferSelect;
type Change = Partial<
  Pick<
    Appointment,
    | 'scheduledDate'
    | 'durationMinutes'
    | 'doctorId'
    | 'serviceId'
    | 'seat'
    | 'queueToken'
    | 'confirmationSent'
    | 'reminderSent'
    | 'changeReason'
    | 'needsRebookingSince'
  >
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
  const status = nextAppointmentStatus(appointment.status, event);
  await saveAppointment(scope, appointment, { ...change, status });
  await auditAppointment(scope, event, appointment.uid, { from: appointment.status, to: status, ...details });
  if (event !== 'confirm') await cancelReminders(scope.tx, appointment);
}

/** The token under which the patient waits. Whether they may be checked in is for the caller to know. */
export async function noteCheckIn(scope: AppointmentScope, appointment: Appointment, token: string): Promise<void> {
  await saveAppointment(scope, appointment, { queueToken: token });
  await auditAppointment(scope, 'checkIn', appointment.uid, { token });
  await cancelReminders(scope.tx, appointment);
}

/** The patient was taken out of the queue again: the appointment is as it was before they came. */
export async function forgetCheckIn(scope: AppointmentScope, appointment: Appointment): Promise<void> {
  if (appointment.queueToken === null) return;
  await saveAppointment(scope, appointment, { queueToken: null });
  await auditAppointment(scope, 'undoCheckIn', appointment.uid, { token: appointment.queueToken });
  await scheduleReminders(scope.tx, appointment, scope.now);
}

/** As it was before a move that was taken back; what was planned to remind of it is planned again. */
export async function restoreAppointment(
  scope: AppointmentScope,
  appointment: Appointment,
  before: Pick<Appointment, 'status' | 'queueToken'> & Partial<Pick<Appointment, 'needsRebookingSince'>>,
): Promise<void> {
  await saveAppointment(scope, appointment, before);
  const details = { from: appointment.status, to: before.status, token: before.queueToken };
  await auditAppointment(scope, 'undo', appointment.uid, details);
  await cancelReminders(scope.tx, appointment);
  if (before.queueToken === null) await scheduleReminders(scope.tx, appointment, scope.now);
}

async function saveAppointment(
  { tx, locationId }: AppointmentScope,
  { id, rev }: Appointment,
  change: Change & { status?: AppointmentStatus },
): Promise<void> {
  await tx
    .update(appointments)
    .set({ ...change, rev: rev + 1, updatedAt: sql`now()` })
    .where(and(eq(appointments.locationId, locationId), eq(appointments.id, id)));
}

/** `details` hold ids, times and states. */
export async function auditAppointment(
  { tx, locationId, actor, now, requestId }: AppointmentScope,
  what: AuditActionOf<'appointments'>,
  appointmentUid: string,
  details: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: `appointments.${what}`,
    entity: 'appointment',
    entityUid: appointmentUid,
    details,
  });
}
