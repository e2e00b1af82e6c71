import { and, asc, eq } from 'drizzle-orm';
import { listAvailabilityRules } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';
import { availabilityRow } from './availability-row.ts';

export const listAvailabilityRulesRoute = defineRoute(
  listAvailabilityRules,
  { roles: ['admin', 'manager', 'front_desk', 'doctor'] },
  async ({ input, actor, tx }) => {
    const rows = await tx
      .select()
      .from(availability)
      .where(
        and(
          eq(availability.locationId, actor.locationId),
          input.doctor_id === undefined ? undefined : eq(availability.doctorId, input.doctor_id),
        ),
      )
      .orderBy(asc(availability.doctorId), asc(availability.date), asc(availability.startTime));
    return rows.map(availabilityRow);
  },
);
