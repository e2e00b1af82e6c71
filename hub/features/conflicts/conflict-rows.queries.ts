import { and, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { users } from '#hub/db/schema/staff.ts';
import { offlineSyncLogs, type SyncType } from '#hub/db/schema/sync.ts';
import { readConflictRecords, type ConflictRecords } from './conflict-records.queries.ts';
import { alternativesOf, compareSides, conflictOptions, tokenOf } from './read-sides.ts';

export type ConflictRow = {
  log: typeof offlineSyncLogs.$inferSelect;
  device: Pick<typeof devices.$inferSelect, 'id' | 'name' | 'kind'> | null;
  resolvedBy: typeof users.$inferSelect.displayName | null;
};
export type ConflictFilter = {
  state?: 'open' | 'resolved';
  entity?: SyncType;
  before?: number;
  id?: number;
  limit: number;
};

/** Entries of devices' logs that could not simply be taken over, newest first. */
export async function readConflicts(
  db: Queryable,
  locationId: number,
  { state, entity, before, id, limit }: ConflictFilter,
): Promise<ConflictRow[]> {
  const log = offlineSyncLogs;
  const where: (SQL | undefined)[] = [
    eq(log.locationId, locationId),
    inArray(log.syncStatus, ['conflict', 'failed']),
    state && (state === 'open' ? isNull(log.resolvedAt) : isNotNull(log.resolvedAt)),
    entity && eq(log.syncType, entity),
    before === undefined ? undefined : lt(log.id, before),
    id === undefined ? undefined : eq(log.id, id),
  ];
  const rows = await db
    .select({
      log,
      device: { id: devices.id, name: devices.name, kind: devices.kind },
      resolvedBy: users.displayName,
    })
    .from(log)
    // By what the row says itself: the hub's own notes about a device are of none of its logs.
    .leftJoin(devices, sql`${devices.locationId} = ${log.locationId} AND ${devices.uid}::text = ${log.deviceId}`)
    .leftJoin(users, eq(users.id, log.resolvedById))
    .where(and(...where))
    .orderBy(desc(log.id))
    .limit(limit);
  return rows;
}

/** With both sides of each, the hub's as it is now. */
export async function toConflictReplies(
  db: Queryable,
  locationId: number,
  rows: readonly ConflictRow[],
): Promise<SyncConflict[]> {
  const records = await readConflictRecords(
    db,
    locationId,
    rows.map(({ log }) => log),
  );
  const [location] = await db
    .select({ country: locations.country })
    .from(locations)
    .where(eq(locations.id, locationId));
  return rows.map((row) => toConflictReply(row, records.get(row.log.id)!, location?.country ?? ''));
}

function toConflictReply(
  { log, device, resolvedBy }: ConflictRow,
  records: ConflictRecords,
  country: string,
): SyncConflict {
  const { patient, appointment, queueEntry } = records;
  const fields = compareSides(log, records, country);
  return {
    id: log.id,
    status: log.syncStatus === 'failed' ? 'failed' : 'conflict',
    code: log.code,
    kind: log.kind,
    entity: log.syncType,
    device,
    device_id: log.deviceId,
    recorded_at: new Date(log.syncTimestamp).toISOString(),
    received_at: new Date(log.serverTimestamp).toISOString(),
    token_number: tokenOf(log) ?? queueEntry?.tokenNumber ?? null,
    patient: patient && {
      id: patient.id,
      uid: patient.uid,
      first_name: patient.firstName,
      last_name: patient.lastName,
    },
    appointment: appointment && {
      id: appointment.id,
      uid: appointment.uid,
      appointment_number: appointment.appointmentNumber,
      status: appointment.status,
      doctor_id: appointment.doctorId,
      scheduled_date: new Date(appointment.scheduledDate).toISOString(),
      duration_minutes: appointment.durationMinutes,
      needs_rebooking: appointment.needsRebookingSince !== null,
    },
    queue_entry: queueEntry && {
      id: queueEntry.id,
      uid: queueEntry.uid,
      token_number: queueEntry.tokenNumber,
      status: queueEntry.currentStatus,
    },
    alternatives: alternativesOf(log),
    fields,
    options: log.resolvedAt === null ? conflictOptions(log, fields, records) : [],
    ...readResolution(log.conflictResolution),
    resolved_at: log.resolvedAt === null ? null : new Date(log.resolvedAt).toISOString(),
    resolved_by: resolvedBy && localize(resolvedBy, 'en'),
  };
}

/** `keep_hub`, or with what staff noted: `keep_hub: asked the patient`. */
export function writeResolution(resolution: string, note: string | undefined): string {
  return note ? `${resolution}: ${note}` : resolution;
}

function readResolution(text: string | null): { resolution: string | null; resolution_note: string | null } {
  const [, resolution = null, note = null] = /^(\w+)(?:: (.*))?$/su.exec(text ?? '') ?? [];
  return { resolution, resolution_note: note };
}
