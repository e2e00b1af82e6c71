import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';

type BookedDoctor = { doctor: BookableDoctor; location: typeof locations.$inferSelect };

/**
 * A doctor who can be booked, and where. Staff book at their own location only; whoever books on line names just the
 * doctor. Throws `doctor.not_found`.
 */
export async function findBookedDoctor(
  db: Queryable,
  doctorId: number,
  onlyLocationId: number | undefined,
): Promise<BookedDoctor> {
  const [row] = await db
    .select({ user: users, location: locations })
    .from(users)
    .innerJoin(locations, eq(locations.id, users.locationId))
    .where(
      and(
        eq(users.id, doctorId),
        eq(users.role, 'doctor'),
        eq(users.active, true),
        onlyLocationId === undefined ? undefined : eq(users.locationId, onlyLocationId),
      ),
    );
  if (!row) throw new AppError('doctor.not_found', { doctor_id: doctorId });
  const { id, uid, displayName: name, specialty, serviceId } = row.user;
  return { doctor: { id, uid, name, specialty, serviceId }, location: row.location };
}
