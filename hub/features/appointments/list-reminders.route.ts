import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { listReminders } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { appointmentReminders, appointments } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';

/** Times and states, and nothing of what a message says. */
export const listRemindersRoute = defineRoute(listReminders, { roles: STAFF_ROLES }, async ({ input, actor, tx }) => {
  const own = and(eq(appointments.locationId, actor.locationId), eq(appointments.id, input.id));
  if ((await tx.$count(appointments, own)) === 0) throw new AppError('appointment.not_found', { id: input.id });
  const rows = await tx
    .select()
    .from(appointmentReminders)
    .where(and(eq(appointmentReminders.locationId, actor.locationId), eq(appointmentReminders.appointmentId, input.id)))
    .orderBy(asc(appointmentReminders.scheduledTime), asc(appointmentReminders.id));
  return rows.map((row) => ({
    id: row.id,
    reminder_type: row.reminderType,
    scheduled_time: new Date(row.scheduledTime).toISOString(),
    sent_time: row.sentTime === null ? null : new Date(row.sentTime).toISOString(),
    status: row.status,
    retry_count: row.retryCount,
  }));
});
