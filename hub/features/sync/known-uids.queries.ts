import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';

/** That a uid which a device named is of this location; retired ones count, since it could not know. */
export async function findStationByUid(db: Queryable, locationId: number, uid: string): Promise<void> {
  const found = await db.$count(stations, and(eq(stations.locationId, locationId), eq(stations.uid, uid)));
  if (found === 0) throw new AppError('sync.unknown_station', { uid });
}

export async function findServiceByUid(db: Queryable, locationId: number, uid: string): Promise<void> {
  const found = await db.$count(services, and(eq(services.locationId, locationId), eq(services.uid, uid)));
  if (found === 0) throw new AppError('sync.unknown_service', { uid });
}

export async function findDoctorByUid(db: Queryable, locationId: number, uid: string): Promise<void> {
  const isDoctor = and(eq(users.locationId, locationId), eq(users.uid, uid), eq(users.role, 'doctor'));
  if ((await db.$count(users, isDoctor)) === 0) throw new AppError('sync.unknown_doctor', { uid });
}
