import { createAvailabilityRule } from '#shared/protocol/api/availability.ts';
import { availability } from '#hub/db/schema/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditHours } from './audit-hours.ts';
import { availabilityColumns } from './availability-columns.ts';
import { availabilityRow } from './availability-row.ts';

export const createAvailabilityRuleRoute = defineRoute(
  createAvailabilityRule,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { input, actor, tx, hub } = context;
    const columns = await availabilityColumns(tx, actor.locationId, input);
    const [row] = await tx
      .insert(availability)
      .values({ ...columns, uid: hub.ids(), locationId: actor.locationId })
      .returning();
    const created = availabilityRow(row!);
    const { id: action } = createAvailabilityRule;
    await auditHours(commandScope(context), { action, entity: 'availability', entityUid: created.uid }, created);
    return created;
  },
  { once: true },
);
