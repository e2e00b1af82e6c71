import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import { listAudit } from '#shared/protocol/api/audit.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { users } from '#hub/db/schema/staff.ts';
import { defineRoute } from '#hub/http/route.ts';

export const listAuditRoute = defineRoute(listAudit, { roles: ['admin', 'manager'] }, async ({ tx, actor, input }) => {
  const { user_id: userId, device_id: deviceId, action, entity, entity_uid: entityUid, from, to, before } = input;
  const wanted = [
    userId === undefined ? undefined : eq(auditLog.actorUserId, userId),
    deviceId === undefined ? undefined : eq(auditLog.actorDeviceId, deviceId),
    action === undefined ? undefined : eq(auditLog.action, action as AuditAction),
    entity === undefined ? undefined : eq(auditLog.entity, entity),
    entityUid === undefined ? undefined : eq(auditLog.entityUid, entityUid),
    from === undefined ? undefined : gte(auditLog.at, Date.parse(from)),
    to === undefined ? undefined : lt(auditLog.at, Date.parse(to)),
    before === undefined ? undefined : lt(auditLog.id, before),
  ];
  const rows = await tx
    .select({ entry: auditLog, user: users.displayName, device: devices.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorUserId))
    .leftJoin(devices, eq(devices.id, auditLog.actorDeviceId))
    .where(and(eq(auditLog.locationId, actor.locationId), ...wanted))
    .orderBy(desc(auditLog.id))
    // One more than asked for tells whether there is another page.
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  return {
    rows: page.map(({ entry, user, device }) => ({
      id: entry.id,
      at: new Date(entry.at).toISOString(),
      actor_type: entry.actorType,
      actor_user_id: entry.actorUserId,
      actor_device_id: entry.actorDeviceId,
      actor_name: user ? localize(user, 'en') : device,
      action: entry.action,
      entity: entry.entity,
      entity_uid: entry.entityUid,
      request_id: entry.requestId,
      details: entry.details,
    })),
    next_before: rows.length > page.length ? (page.at(-1)?.entry.id ?? null) : null,
  };
});
