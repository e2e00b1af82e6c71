import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ids } from '#shared/domain/ports.ts';
import type { Gender } from '#shared/domain/patient.ts';
import type { Transaction } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { createPatient } from './create-patient.ts';
import { normalizePhone } from './normalize-phone.ts';

type Details = {
  first_name: string;
  last_name: string;
  phone: string;
  email?: string | undefined;
  date_of_birth?: string | undefined;
  gender?: Gender | undefined;
};
type Someone = { location: { id: number; country: string }; details: Details; ids: Ids };

/**
 * The record of someone who says who they are without showing it: their own when name, phone and birth date are all the
 * same and they tell nothing new, otherwise a record of its own. So nobody's record is written to by whoever knows their
 * phone, and staff are shown the two as possible duplicates.
 */
export async function recognisePatient(tx: Transaction, { location, details, ids }: Someone): Promise<number> {
  const phone = normalizePhone(details.phone, location.country);
  if (details.date_of_birth !== undefined) {
    const [known] = await tx
      .select({ id: patients.id, email: patients.email })
      .from(patients)
      .where(
        and(
          eq(patients.locationId, location.id),
          eq(patients.phone, phone),
          eq(patients.dateOfBirth, details.date_of_birth),
          sql`${patients.searchName} = search_text(${` ${details.first_name} ${details.last_name}`})`,
          isNull(patients.mergedIntoId),
        ),
      )
      .orderBy(patients.id)
      .limit(1);
    if (known && (details.email === undefined || details.email === known.email)) return known.id;
  }
  const created = await createPatient(tx, {
    uid: ids(),
    locationId: location.id,
    firstName: details.first_name,
    lastName: details.last_name,
    dateOfBirth: details.date_of_birth ?? null,
    gender: details.gender ?? null,
    phone,
    email: details.email ?? null,
  });
  return created.id;
}
