import { createHoliday } from '#shared/protocol/api/availability.ts';
import { holidays } from '#hub/db/schema/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditHours } from './audit-hours.ts';

export const createHolidayRoute = defineRoute(
  createHoliday,
  { roles: ['admin', 'manager'] },
  async (context) => {
    const { input, actor, tx } = context;
    const [row] = await tx
      .insert(holidays)
      .values({ locationId: actor.locationId, date: input.date, name: input.name })
      // Two managers who enter the same holiday mean the same; the later name stands.
      .onConflictDoUpdate({ target: [holidays.locationId, holidays.date], set: { name: input.name } })
      .returning();
    const { id, date, name } = row!;
    await auditHours(commandScope(context), { action: createHoliday.id, entity: 'holiday' }, { id, date, name });
    return row!;
  },
  { once: true },
);
