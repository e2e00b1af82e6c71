import type { Queryable } from '#hub/db/client.ts';
import { users } from '#hub/db/schema/staff.ts';

/** Whether anybody works here: a hub without accounts is one that nobody has set up. */
export async function isSetUp(db: Queryable): Promise<boolean> {
  const [someone] = await db.select({ id: users.id }).from(users).limit(1);
  return someone !== undefined;
}
