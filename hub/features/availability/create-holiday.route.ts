import { createHoliday } from '#shared/protocol/api/availability.ts';
import { holidays } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';

export const createHolidayRoute = defineRoute(
  createHoliday,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx }) => {
    const [row] = await tx
      .insert(holidays)
      .values({ locationId: actor.locationId, date: input.date, name: input.name })
      // Two managers who enter the same holiday mean the same; the later name stands.
      .onConflictDoUpdate({ target: [holidays.locationId, holidays.date], set: { name: input.name } })
      .returning();
    return row!;
  },
  { once: true },
);
