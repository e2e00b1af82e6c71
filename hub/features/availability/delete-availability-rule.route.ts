import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { deleteAvailabilityRule } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';

export const deleteAvailabilityRuleRoute = defineRoute(
  deleteAvailabilityRule,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx }) => {
    const [row] = await tx
      .delete(availability)
      .where(and(eq(availability.locationId, actor.locationId), eq(availability.id, input.id)))
      .returning({ id: availability.id });
    if (!row) throw new AppError('availability.not_found', { id: input.id });
    return {};
  },
  { once: true },
);
