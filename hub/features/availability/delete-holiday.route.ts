import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { deleteHoliday } from '#shared/protocol/api/availability.ts';
import { holidays } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';

export const deleteHolidayRoute = defineRoute(
  deleteHoliday,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx }) => {
    const [row] = await tx
      .delete(holidays)
      .where(and(eq(holidays.locationId, actor.locationId), eq(holidays.id, input.id)))
      .returning({ id: holidays.id });
    if (!row) throw new AppError('holiday.not_found', { id: input.id });
    return {};
  },
  { once: true },
);
