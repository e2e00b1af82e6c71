import { and, eq, isNull } from 'drizzle-orm';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import type { AppointmentScope } from './move-appointment.ts';

/** What was booked or moved off line and lost its slot: staff have it in their list of conflicts until one of these. */
export async function settleDisputes(
  { tx, locationId, actor, now }: AppointmentScope,
  appointmentId: number,
  resolution: 'rebooked' | 'cancelled',
): Promise<void> {
  const log = offlineSyncLogs;
  await tx
    .update(log)
    .set({
      resolvedAt: now,
      resolvedById: actor?.kind === 'staff' ? actor.userId : null,
      conflictResolution: resolution,
    })
    .where(
      and(
        eq(log.locationId, locationId),
        eq(log.syncType, 'appointment'),
        eq(log.recordId, appointmentId),
        eq(log.code, 'sync.needs_rebooking'),
        eq(log.syncStatus, 'conflict'),
        isNull(log.resolvedAt),
      ),
    );
}
