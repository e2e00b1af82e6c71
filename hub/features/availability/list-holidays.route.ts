import { asc, eq } from 'drizzle-orm';
import { listHolidays } from '#shared/protocol/api/availability.ts';
import { holidays } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';

export const listHolidaysRoute = defineRoute(
  listHolidays,
  { roles: ['admin', 'manager', 'front_desk', 'doctor'] },
  async ({ actor, tx }) =>
    tx.select().from(holidays).where(eq(holidays.locationId, actor.locationId)).orderBy(asc(holidays.date)),
);
