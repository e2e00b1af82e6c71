import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import type { PlannedOp } from './plan-op.ts';

/** Ids at this hub of what a batch of ops names by uid, read once for the whole batch. */
export type Directory = { services: ReadonlyMap<string, number>; doctors: ReadonlyMap<string, number> };

export async function readDirectory(
  tx: Transaction,
  locationId: number,
  planned: readonly PlannedOp[],
): Promise<Directory> {
  const visits = planned.flatMap(({ plan }) => (plan.kind === 'visit.check_in' ? [plan.payload.visit] : []));
  const serviceUids = [...new Set(visits.map((visit) => visit.serviceUid))];
  const doctorUids = [...new Set(visits.flatMap((visit) => visit.doctorUid ?? []))];
  // Retired ones count too: whoever checked in off line could not know.
  const serviceRows =
    serviceUids.length === 0
      ? []
      : await tx
          .select({ uid: services.uid, id: services.id })
          .from(services)
          .where(and(eq(services.locationId, locationId), inArray(services.uid, serviceUids)));
  const doctorRows =
    doctorUids.length === 0
      ? []
      : await tx
          .select({ uid: users.uid, id: users.id })
          .from(users)
          .where(and(eq(users.locationId, locationId), eq(users.role, 'doctor'), inArray(users.uid, doctorUids)));
  return {
    services: new Map(serviceRows.map((row) => [row.uid, row.id])),
    doctors: new Map(doctorRows.map((row) => [row.uid, row.id])),
  };
}
