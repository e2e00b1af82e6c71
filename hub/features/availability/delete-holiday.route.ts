import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { deleteHoliday } from '#shared/protocol/api/availability.ts';
import { holidays } from '#hub/db/schema/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditHours } from './audit-hours.ts';

export const deleteHolidayRoute = defineRoute(
  deleteHoliday,
  { roles: ['admin', 'manager'] },
  async (context) => {
    const { input, actor, tx } = context;
    const [row] = await tx
      .delete(holidays)
      .where(and(eq(holidays.locationId, actor.locationId), eq(holidays.id, input.id)))
      .returning();
    if (!row) throw new AppError('holiday.not_found', { id: input.id });
    const { id, date, name } = row;
    await auditHours(commandScope(context), { action: deleteHoliday.id, entity: 'holiday' }, { id, date, name });
    return {};
  },
  { once: true },
);
