import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { users } from '#hub/db/schema/staff.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { compareSides, conflictOptions, patientUidOf, tokenOf } from './read-sides.ts';

export type ConflictRow = {
  log: typeof offlineSyncLogs.$inferSelect;
  device: Pick<typeof devices.$inferSelect, 'id' | 'name' | 'kind'> | null;
  resolvedBy: typeof users.$inferSelect.displayName | null;
};
export type ConflictFilter = { state?: 'open' | 'resolved'; before?: number; id?: number; limit: number };

/** Entries of devices' logs that could not simply be taken over, newest first. */
export async function readConflicts(
  db: Queryable,
  locationId: number,
  { state, before, id, limit }: ConflictFilter,
): Promise<ConflictRow[]> {
  const log = offlineSyncLogs;
  const where: (SQL | undefined)[] = [
    eq(log.locationId, locationId),
    inArray(log.syncStatus, ['conflict', 'failed']),
    state && (state === 'open' ? isNull(log.resolvedAt) : isNotNull(log.resolvedAt)),
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
    .leftJoin(deviceIncarnations, eq(deviceIncarnations.uid, log.incarnation))
    .leftJoin(devices, eq(devices.id, deviceIncarnations.deviceId))
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
  const uids = rows.flatMap(({ log }) => patientUidOf(log) ?? []);
  const known = await db
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), inArray(patients.uid, uids)));
  const [location] = await db
    .select({ country: locations.country })
    .from(locations)
    .where(eq(locations.id, locationId));
  const byUid = new Map(known.map((patient) => [patient.uid, patient]));
  return rows.map(({ log, device, resolvedBy }) => {
    const patient = byUid.get(patientUidOf(log) ?? '') ?? null;
    const fields = compareSides(log, patient, location?.country ?? '');
    return {
      id: log.id,
      status: log.syncStatus === 'failed' ? 'failed' : 'conflict',
      code: log.code,
      kind: log.kind,
      device,
      recorded_at: new Date(log.syncTimestamp).toISOString(),
      received_at: new Date(log.serverTimestamp).toISOString(),
      token_number: tokenOf(log),
      patient: patient && {
        id: patient.id,
        uid: patient.uid,
        first_name: patient.firstName,
        last_name: patient.lastName,
      },
      fields,
      options: log.resolvedAt === null ? conflictOptions(fields, patient) : [],
      ...readResolution(log.conflictResolution),
      resolved_at: log.resolvedAt === null ? null : new Date(log.resolvedAt).toISOString(),
      resolved_by: resolvedBy && localize(resolvedBy, 'en'),
    };
  });
}

/** `keep_hub`, or with what staff noted: `keep_hub: asked the patient`. */
export function writeResolution(resolution: string, note: string | undefined): string {
  return note ? `${resolution}: ${note}` : resolution;
}

function readResolution(text: string | null): { resolution: string | null; resolution_note: string | null } {
  const [, resolution = null, note = null] = /^(\w+)(?:: (.*))?$/su.exec(text ?? '') ?? [];
  return { resolution, resolution_note: note };
}
