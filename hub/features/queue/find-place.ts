import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';

/** Each finds an active row of this location by the id the API speaks, and throws `…not_found` for anything else. */

export async function findStation(db: Queryable, locationId: number, id: number): Promise<{ uid: string }> {
  const [row] = await db
    .select({ uid: stations.uid })
    .from(stations)
    .where(and(eq(stations.locationId, locationId), eq(stations.id, id), eq(stations.active, true)));
  if (!row) throw new AppError('station.not_found', { id });
  return row;
}

export async function findService(db: Queryable, locationId: number, id: number): Promise<{ uid: string }> {
  const [row] = await db
    .select({ uid: services.uid })
    .from(services)
    .where(and(eq(services.locationId, locationId), eq(services.id, id), eq(services.active, true)));
  if (!row) throw new AppError('service.not_found', { id });
  return row;
}

export async function findDoctor(
  db: Queryable,
  locationId: number,
  id: number,
): Promise<{ uid: string; serviceId: number | null }> {
  const [row] = await db
    .select({ uid: users.uid, serviceId: users.serviceId })
    .from(users)
    .where(and(eq(users.locationId, locationId), eq(users.id, id), eq(users.role, 'doctor'), eq(users.active, true)));
  if (!row) throw new AppError('doctor.not_found', { id });
  return row;
}
