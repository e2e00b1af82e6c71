import { createAvailabilityRule } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { defineRoute } from '#hub/http/route.ts';
import { availabilityColumns } from './availability-columns.ts';
import { availabilityRow } from './availability-row.ts';

export const createAvailabilityRuleRoute = defineRoute(
  createAvailabilityRule,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx, hub }) => {
    const columns = await availabilityColumns(tx, actor.locationId, input);
    const [row] = await tx
      .insert(availability)
      .values({ ...columns, uid: hub.ids(), locationId: actor.locationId })
      .returning();
    return availabilityRow(row!);
  },
  { once: true },
);
