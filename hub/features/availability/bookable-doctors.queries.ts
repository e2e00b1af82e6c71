import { and, asc, eq, sql } from 'drizzle-orm';
import type { LocalizedText } from '#shared/domain/language.ts';
import type { Queryable } from '#hub/db/client.ts';
import { users } from '#hub/db/schema/staff.ts';

export type BookableDoctor = {
  id: number;
  uid: string;
  name: LocalizedText;
  specialty: LocalizedText | null;
  serviceId: number | null;
};

/** The active doctors of a location, one of them, or those of a specialty (any part of its name, accents and case ignored). */
export async function bookableDoctors(
  db: Queryable,
  locationId: number,
  wanted: { doctorId?: number; specialty?: string } = {},
): Promise<BookableDoctor[]> {
  return db
    .select({
      id: users.id,
      uid: users.uid,
      name: users.displayName,
      specialty: users.specialty,
      serviceId: users.serviceId,
    })
    .from(users)
    .where(
      and(
        eq(users.locationId, locationId),
        eq(users.role, 'doctor'),
        eq(users.active, true),
        wanted.doctorId === undefined ? undefined : eq(users.id, wanted.doctorId),
        // The whole localized text is searched, so that a translation is found as well.
        wanted.specialty === undefined
          ? undefined
          : sql`position(search_text(${wanted.specialty}) in search_text(${users.specialty}::text)) > 0`,
      ),
    )
    .orderBy(asc(users.position), asc(users.id));
}
