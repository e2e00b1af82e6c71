import { asc, desc, type SQL } from 'drizzle-orm';
import { queueManagement } from '#hub/db/schema/queue.ts';

/** Who is called next, as SQL: the one place that says so. Emergencies and urgency are in the score; then who came first. */
export function waitingOrder(): SQL[] {
  return [desc(queueManagement.priorityScore), asc(queueManagement.checkInTime), asc(queueManagement.id)];
}
