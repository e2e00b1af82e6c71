import { randomUUID } from 'node:crypto';
import type { Queryable } from '#hub/db/client.ts';
import { locations, services, stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';

/** Rows for tests, each whole and unlike the last; give only what the test is about. Nothing here reaches the feed. */
export async function insertLocation(
  db: Queryable,
  given: Partial<typeof locations.$inferInsert> = {},
): Promise<typeof locations.$inferSelect> {
  const [row] = await db
    .insert(locations)
    .values({ uid: randomUUID(), name: { text: 'Test Clinic' }, timeZone: 'Europe/Berlin', country: 'DE', ...given })
    .returning();
  return row!;
}

export async function insertService(
  db: Queryable,
  given: Partial<typeof services.$inferInsert> & { locationId: number },
): Promise<typeof services.$inferSelect> {
  const [row] = await db
    .insert(services)
    .values({ uid: randomUUID(), name: { text: 'General practice' }, ...given })
    .returning();
  return row!;
}

export async function insertStation(
  db: Queryable,
  given: Partial<typeof stations.$inferInsert> & { locationId: number },
): Promise<typeof stations.$inferSelect> {
  const [row] = await db
    .insert(stations)
    .values({ uid: randomUUID(), name: { text: 'Room 1' }, ...given })
    .returning();
  return row!;
}

/** Front desk unless told otherwise; without a password they cannot sign in. */
export async function insertUser(
  db: Queryable,
  given: Partial<typeof users.$inferInsert> & { locationId: number },
): Promise<typeof users.$inferSelect> {
  const uid = randomUUID();
  const [row] = await db
    .insert(users)
    .values({ uid, role: 'front_desk', email: `${uid}@clinic.example`, displayName: { text: 'Test User' }, ...given })
    .returning();
  return row!;
}
