import { and, inArray, isNull } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { sessions, users } from '#hub/db/schema/staff.ts';
import { hashPassword, isPassword } from '#hub/features/users/password.ts';
import { DEMO_STAFF } from './demo-staff.ts';

/** Gives the demo accounts this password, hashed anew only where it is another than before; sessions under the old one end. */
export async function setDemoPassword(tx: Queryable, password: string, now: Instant): Promise<void> {
  const uids = DEMO_STAFF.map((user) => user.uid);
  const rows = await tx.select().from(users).where(inArray(users.uid, uids));
  // They have one password between them, so one hash will do, and the start stays quick.
  const stale: number[] = [];
  const checked = new Map<string | null, boolean>();
  for (const { id, passwordHash } of rows) {
    const isCurrent = checked.get(passwordHash) ?? (await isPassword(password, passwordHash));
    checked.set(passwordHash, isCurrent);
    if (!isCurrent) stale.push(id);
  }
  if (stale.length === 0) return;
  const passwordHash = await hashPassword(password);
  await tx.update(users).set({ passwordHash }).where(inArray(users.id, stale));
  await tx
    .update(sessions)
    .set({ endedAt: now, endedReason: 'password_changed' })
    .where(and(inArray(sessions.userId, stale), isNull(sessions.endedAt)));
}
