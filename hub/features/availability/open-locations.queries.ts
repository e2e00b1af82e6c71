import { asc, eq } from 'drizzle-orm';
import type { Language } from '#shared/domain/language.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';

export type OpenLocation = { id: number; uid: string; timeZone: string; language: Language; country: string };

const columns = {
  id: locations.id,
  uid: locations.uid,
  timeZone: locations.timeZone,
  language: locations.language,
  country: locations.country,
};

/** Every location, or the one asked for (none when there is no such). */
export async function openLocations(db: Queryable, id?: number): Promise<OpenLocation[]> {
  return db
    .select(columns)
    .from(locations)
    .where(id === undefined ? undefined : eq(locations.id, id))
    .orderBy(asc(locations.id));
}
