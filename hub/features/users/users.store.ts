import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { brokenConstraint } from '#hub/db/postgres-error.ts';
import { users } from '#hub/db/schema/staff.ts';
import type { UserRow } from './staff-user.ts';

/** Throws `user.email_taken`. */
export async function insertUser(tx: Queryable, given: typeof users.$inferInsert): Promise<UserRow> {
  const [row] = await saved(given.email, async () =>
    tx
      .insert(users)
      .values({ ...given, email: given.email?.toLowerCase() ?? null })
      .returning(),
  );
  return row!;
}

/** Throws `user.email_taken`. */
export async function saveUser(
  tx: Queryable,
  id: number,
  change: Partial<typeof users.$inferInsert>,
): Promise<UserRow> {
  const email = change.email === undefined ? {} : { email: change.email?.toLowerCase() ?? null };
  const [row] = await saved(change.email, async () =>
    tx
      .update(users)
      .set({ ...change, ...email, rev: sql`${users.rev} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id))
      .returning(),
  );
  return row!;
}

/** Locked until the commit. Throws `user.not_found`. */
export async function lockUser(tx: Queryable, locationId: number, id: number): Promise<UserRow> {
  const [row] = await tx
    .select()
    .from(users)
    .where(and(eq(users.locationId, locationId), eq(users.id, id)))
    .for('update');
  if (!row) throw new AppError('user.not_found', { id });
  return row;
}

/**
 * The administrators of a location who can sign in. Locked, in their order, before any single row is: two who demote each
 * other at once take turns.
 */
export async function lockAdmins(tx: Queryable, locationId: number): Promise<number[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.locationId, locationId),
        eq(users.role, 'admin'),
        eq(users.active, true),
        isNotNull(users.passwordHash),
        isNotNull(users.email),
      ),
    )
    .orderBy(asc(users.id))
    .for('update');
  return admins.map((admin) => admin.id);
}

export async function listStaff(db: Queryable, locationId: number): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(eq(users.locationId, locationId))
    .orderBy(asc(users.role), asc(users.position), asc(users.id));
}

async function saved<T>(email: string | null | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (email && brokenConstraint(error) === 'users_email_key') throw new AppError('user.email_taken');
    throw error;
  }
}
