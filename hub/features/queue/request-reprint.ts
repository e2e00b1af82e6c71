import { and, count, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#shared/domain/errors.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { reprintTicket } from '#shared/protocol/api/ticket-copies.ts';
import type { Transaction } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { deviceIncarnations, devices, printRequests } from '#hub/db/schema/devices.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { users } from '#hub/db/schema/staff.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { QueueScope } from './queue-scope.ts';

const ACTION = 'queue.reprint';
type DeviceRow = typeof devices.$inferSelect;

/**
 * Asks a kiosk for a copy of a ticket. It goes out with the feed; what becomes of it the kiosk reports. Throws
 * `queue.not_found`, `device.not_found`, or `print.choose_device` where several kiosks could and none has issued it.
 */
export async function requestReprint(
  { tx, feed, locationId, actor, now, requestId }: QueueScope,
  id: number,
  deviceId: number | undefined,
): Promise<ContractReply<typeof reprintTicket>> {
  const { visit, serviceUid, doctorUid } = await readTicketFacts(tx, locationId, id);
  const device = await choosePrinter(tx, locationId, visit.incarnation, deviceId);
  const request = {
    uid: v7(),
    deviceUid: device.uid,
    visitUid: visit.uid,
    token: tokenLabel(parseWholeToken(visit.tokenNumber)),
    serviceUid,
    doctorUid,
    language: visit.language,
    checkedInAt: visit.checkedInAt,
    copiesBefore: (visit.incarnation === null ? 0 : 1) + (await countRequests(tx, locationId, visit.uid)),
    requestedAt: now,
  };
  const [kept] = await tx
    .insert(printRequests)
    .values({
      uid: request.uid,
      locationId,
      visitId: visit.id,
      deviceId: device.id,
      requestedById: actor?.kind === 'staff' ? actor.userId : null,
      requestedAt: now,
    })
    .returning({ id: printRequests.id });
  feed.put(locationId, 'print_request', 1, request);
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: ACTION,
    entity: 'visit',
    entityUid: visit.uid,
    details: { requestUid: request.uid, deviceUid: device.uid },
  });
  return {
    request_id: kept!.id,
    request_uid: request.uid,
    device_id: device.id,
    device_name: device.name,
    printer: device.paperState,
  };
}

async function readTicketFacts(tx: Transaction, locationId: number, id: number) {
  const [row] = await tx
    .select({ visit: visits, serviceUid: services.uid, doctorUid: users.uid })
    .from(queueManagement)
    // Locked, so that two who ask at once count each other's copies.
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(users, eq(users.id, queueManagement.doctorId))
    .where(and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, id)))
    .for('update', { of: visits });
  if (!row) throw new AppError('queue.not_found', { id });
  return row;
}

async function choosePrinter(
  tx: Transaction,
  locationId: number,
  incarnation: string | null,
  deviceId: number | undefined,
): Promise<DeviceRow> {
  const isKiosk = and(eq(devices.locationId, locationId), eq(devices.kind, 'kiosk'), isNull(devices.revokedAt));
  const kiosks = await tx.select().from(devices).where(isKiosk).orderBy(devices.id);
  if (deviceId !== undefined) {
    const named = kiosks.find(({ id }) => id === deviceId);
    if (!named) throw new AppError('device.not_found', { id: deviceId });
    return named;
  }
  const [issuer] =
    incarnation === null
      ? []
      : await tx
          .select({ id: deviceIncarnations.deviceId })
          .from(deviceIncarnations)
          .where(eq(deviceIncarnations.uid, incarnation));
  const chosen = kiosks.find(({ id }) => id === issuer?.id) ?? (kiosks.length === 1 ? kiosks[0] : undefined);
  if (!chosen) throw new AppError(kiosks.length === 0 ? 'print.no_kiosk' : 'print.choose_device');
  return chosen;
}

async function countRequests(tx: Transaction, locationId: number, visitUid: string): Promise<number> {
  const [found] = await tx
    .select({ requests: count() })
    .from(auditLog)
    .where(and(eq(auditLog.locationId, locationId), eq(auditLog.action, ACTION), eq(auditLog.entityUid, visitUid)));
  return found?.requests ?? 0;
}
