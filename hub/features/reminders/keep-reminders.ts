import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { planReminders } from '#shared/domain/reminder-plan.ts';
import type { Transaction } from '#hub/db/client.ts';
import { appointmentReminders, type appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { readSetting } from '#hub/features/settings/settings.store.ts';

type Reminded = Pick<typeof appointments.$inferSelect, 'id' | 'locationId' | 'patientId' | 'scheduledDate'>;

/**
 * Plans an appointment's reminders by the settings of now. They stay `pending` until they are sent, and get their words
 * then: those of the settings of that time.
 */
export async function scheduleReminders(tx: Transaction, appointment: Reminded, now: Instant): Promise<void> {
  const { id, locationId, patientId, scheduledDate } = appointment;
  const found = tx
    .select({ email: patients.email, phone: patients.phone, preferences: patients.communicationPreferences })
    .from(patients)
    .where(and(eq(patients.locationId, locationId), eq(patients.id, patientId)));
  const [settings, [patient]] = await Promise.all([readSetting(tx, locationId, 'reminders'), found]);
  const planned = patient ? planReminders(scheduledDate, now, settings, patient) : [];
  if (planned.length === 0) return;
  await tx.insert(appointmentReminders).values(
    planned.map(({ channel, at }) => ({
      uid: sql`gen_random_uuid()`,
      locationId,
      appointmentId: id,
      reminderType: channel,
      scheduledTime: at,
    })),
  );
}

/** Nobody is reminded of what was moved, called off, or has begun. */
export async function cancelReminders(
  tx: Transaction,
  { id, locationId }: Pick<Reminded, 'id' | 'locationId'>,
): Promise<void> {
  await tx
    .update(appointmentReminders)
    .set({ status: 'cancelled', rev: sql`${appointmentReminders.rev} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(appointmentReminders.locationId, locationId),
        eq(appointmentReminders.appointmentId, id),
        eq(appointmentReminders.status, 'pending'),
      ),
    );
}
