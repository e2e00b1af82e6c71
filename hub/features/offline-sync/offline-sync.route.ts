import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import {
  MAX_STRANGERS_ITEMS,
  offlineSync,
  type OfflineItem,
  type OfflineResult,
} from '#shared/protocol/api/offline-sync.ts';
import type { AvailableSlot } from '#shared/protocol/api/availability.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import { givePatientToken } from '#hub/features/appointments/patient-access.ts';
import { isOnline } from '#hub/features/appointments/place-booking.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import type { Actor } from '#hub/http/actor.ts';
import type { Hub } from '#hub/hub.ts';
import type { Queryable } from '#hub/db/client.ts';
import { readOfflineOp } from './read-offline-op.ts';
import { readRecords, type SyncedRecords } from './read-records.ts';
import { syncOfflineOps, type SettledOp } from './sync-offline-ops.ts';

const BODY_LIMIT = 2 * 1024 * 1024;

/** For third parties' devices and for patients' own: what was recorded off line, through the commands of the API itself. */
export const offlineSyncRoute = defineUntransactedRoute(
  offlineSync,
  { roles: [...STAFF_ROLES, 'kiosk', 'patient'], orAnyone: true },
  async ({ input, actor, hub, request, now }) => {
    const { sync_data: items } = input;
    const isPatients = isOnline(actor);
    if (isPatients) {
      if (items.length > MAX_STRANGERS_ITEMS) throw tooMany();
      for (const { action } of items) if (action === 'create') await hub.limits.booking.attempt(request.address);
    }
    // A stranger cannot pass for a device of the clinic's: its changes and theirs are told apart.
    const deviceId = isPatients ? `portal:${input.device_id}` : input.device_id;
    const ops = items.map((item, index) => readOfflineOp(deviceId, item, index));
    const locationId = actor?.locationId ?? (await locationOf(hub.db, items));
    const { settled, records } = await hub.transact(async ({ tx, feed }) => {
      const [location] = await tx.select().from(locations).where(eq(locations.id, locationId));
      const scope = {
        tx,
        feed,
        locationId,
        location: location!,
        actor,
        now: now(),
        requestId: request.id,
        ids: hub.ids,
      };
      const done = await syncOfflineOps(
        scope,
        deviceId,
        ops.filter((op) => op !== null),
      );
      const named = done.map(({ op, outcome }) => ({ type: op.type, id: outcome.recordId }));
      return { settled: done, records: await readRecords(tx, locationId, named) };
    });
    const byIndex = new Map(settled.map((one) => [one.op.index, one]));
    const results = await Promise.all(
      items.map(async (item, index) => {
        const one = byIndex.get(index);
        return one ? toResult(hub, actor, one, records) : tooDeep(item, index, hub.ids());
      }),
    );
    const count = (status: string) => results.filter((result) => result.status === status).length;
    const counts = { synced: count('synced'), conflicts: count('conflict'), failed: count('failed') };
    return { device_id: input.device_id, ...counts, results };
  },
  { bodyLimit: BODY_LIMIT },
);

function tooMany(): AppError {
  const problem = `At most ${MAX_STRANGERS_ITEMS} at once without signing in`;
  return new AppError('request.invalid', { issues: [{ path: 'body.sync_data', problem }] });
}

/** Whoever books on line names just the doctor: theirs is the clinic. Throws `doctor.not_found` when nobody is named. */
async function locationOf(db: Queryable, items: readonly OfflineItem[]): Promise<number> {
  for (const { data } of items) {
    const id = data['doctor_id'];
    if (!Number.isSafeInteger(id)) continue;
    const [doctor] = await db
      .select({ locationId: users.locationId })
      .from(users)
      .where(eq(users.id, Number(id)));
    if (doctor) return doctor.locationId;
  }
  throw new AppError('doctor.not_found', { doctor_id: null });
}

async function toResult(
  hub: Hub,
  actor: Actor | null,
  { op, outcome, repeated, issues, alternatives }: SettledOp,
  records: SyncedRecords,
): Promise<OfflineResult> {
  const { index, opId, type, action, isNamed } = op;
  const result = {
    index,
    op_id: opId,
    type,
    action,
    status: outcome.outcome,
    code: outcome.code,
    repeated,
    record: records.find(type, outcome.recordId),
    issues,
    alternatives: alternatives as AvailableSlot[],
  };
  const booked = action === 'create' && type === 'appointment' ? records.appointments.get(outcome.recordId ?? 0) : null;
  // Again only to who knows the change's own id: its content others may know as well.
  if (!booked || !isOnline(actor) || (repeated && !isNamed)) return result;
  return { ...result, patient_token: await givePatientToken(booked, hub.keys.patientToken, hub.clock()) };
}

function tooDeep({ type, action, op_id: opId }: OfflineItem, index: number, id: string): OfflineResult {
  const issues = [{ path: 'data', problem: 'Nested too deeply' }];
  const nothing = { repeated: false, record: null, alternatives: [] };
  return { index, op_id: opId ?? id, type, action, status: 'failed', code: 'sync.bad_payload', issues, ...nothing };
}
