import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { changeAvailabilityRule } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditHours } from './audit-hours.ts';
import { availabilityColumns } from './availability-columns.ts';
import { availabilityRow } from './availability-row.ts';

export const changeAvailabilityRuleRoute = defineRoute(
  changeAvailabilityRule,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { input, actor, tx } = context;
    const columns = await availabilityColumns(tx, actor.locationId, input);
    const [row] = await tx
      .update(availability)
      .set({ ...columns, rev: sql`${availability.rev} + 1`, updatedAt: sql`now()` })
      .where(and(eq(availability.locationId, actor.locationId), eq(availability.id, input.id)))
      .returning();
    if (!row) throw new AppError('availability.not_found', { id: input.id });
    const changed = availabilityRow(row);
    const { id: action } = changeAvailabilityRule;
    await auditHours(commandScope(context), { action, entity: 'availability', entityUid: row.uid }, changed);
    return changed;
  },
  { once: true },
);
