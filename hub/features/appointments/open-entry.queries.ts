import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';

/** The queue entry under which the patient of an appointment is in the house now, however they checked in; or null. */
export async function findOpenEntry(
  tx: Transaction,
  locationId: number,
  appointmentId: number,
): Promise<number | null> {
  const [entry] = await tx
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(
      and(
        eq(queueManagement.locationId, locationId),
        eq(queueManagement.appointmentId, appointmentId),
        inArray(queueManagement.currentStatus, ['waiting', 'called', 'in_consultation']),
      ),
    )
    .orderBy(desc(queueManagement.id))
    .limit(1);
  return entry?.id ?? null;
}
