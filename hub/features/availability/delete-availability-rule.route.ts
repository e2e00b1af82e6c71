import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { deleteAvailabilityRule } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditHours } from './audit-hours.ts';
import { availabilityRow } from './availability-row.ts';

export const deleteAvailabilityRuleRoute = defineRoute(
  deleteAvailabilityRule,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { input, actor, tx } = context;
    const [row] = await tx
      .delete(availability)
      .where(and(eq(availability.locationId, actor.locationId), eq(availability.id, input.id)))
      .returning();
    if (!row) throw new AppError('availability.not_found', { id: input.id });
    const { id: action } = deleteAvailabilityRule;
    const was = availabilityRow(row);
    await auditHours(commandScope(context), { action, entity: 'availability', entityUid: row.uid }, was);
    return {};
  },
  { once: true },
);
