import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import type { NewVisit } from './open-visit.ts';
import { factsOfLevel, NO_FACTS, type PriorityFacts } from './priority-facts.ts';

type Said = Pick<NewVisit, 'patientId' | 'appointmentId' | 'urgencyLevel' | 'specialRequirements' | 'longJourney'>;

/**
 * What bears on the place of somebody who checks in: what was said now, what the booking says where nothing was said now,
 * and the birth date.
 */
export async function readNewcomer(db: Queryable, said: Said): Promise<{ facts: PriorityFacts; visitType: string }> {
  const [known] = await db
    .select({ birthDate: patients.dateOfBirth, booking: appointments })
    .from(patients)
    .leftJoin(appointments, eq(appointments.id, sql`${said.appointmentId ?? null}::bigint`))
    .where(eq(patients.id, said.patientId));
  const booking = known?.booking ?? null;
  return {
    visitType: booking?.appointmentType === 'follow_up' ? 'follow_up' : '',
    facts: {
      ...NO_FACTS,
      ...factsOfLevel(said.urgencyLevel ?? booking?.urgencyLevel ?? null),
      birthDate: known?.birthDate ?? null,
      specialRequirements: said.specialRequirements || booking?.specialRequirements || null,
      longJourney: said.longJourney ?? false,
      bookedAt: booking?.scheduledDate ?? null,
    },
  };
}
