import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { sessions, users, type SessionEnd } from '#hub/db/schema/staff.ts';
import type { UserRow } from './staff-user.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** Unused for this long it ends: no shift is longer. */
const IDLE_MS = 12 * 3_600_000;
/** Used every day it still ends after a week. */
const LONGEST_MS = 7 * 24 * 3_600_000;

export function sessionExpiry(createdAt: Instant, now: Instant): Instant {
  return Math.min(now + IDLE_MS, createdAt + LONGEST_MS);
}

export async function insertSession(
  tx: Queryable,
  session: { uid: string; user: UserRow; tokenHash: Buffer; now: Instant },
): Promise<void> {
  const { uid, user, tokenHash, now } = session;
  await tx.insert(sessions).values({
    uid,
    userId: user.id,
    locationId: user.locationId,
    tokenHash,
    rotatedAt: now,
    createdAt: now,
    expiresAt: sessionExpiry(now, now),
  });
}

/** Locked, so that of two refreshes with one token exactly one is first. */
export async function lockSession(tx: Queryable, uid: string): Promise<{ session: SessionRow; user: UserRow } | null> {
  const [row] = await tx
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.uid, uid))
    .for('update', { of: sessions });
  return row ?? null;
}

export async function rotateSession(
  tx: Queryable,
  session: SessionRow,
  tokenHash: Buffer,
  now: Instant,
): Promise<{ expiresAt: Instant }> {
  const expiresAt = sessionExpiry(session.createdAt, now);
  await tx
    .update(sessions)
    .set({ tokenHash, previousTokenHash: session.tokenHash, rotatedAt: now, expiresAt })
    .where(eq(sessions.id, session.id));
  return { expiresAt };
}

export async function endSession(tx: Queryable, uid: string, reason: SessionEnd, now: Instant): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now, endedReason: reason })
    .where(and(eq(sessions.uid, uid), isNull(sessions.endedAt)));
}

/** Ends what a user has open, but for the session that asks, if any. */
export async function endSessionsOf(
  tx: Queryable,
  userId: number,
  reason: SessionEnd,
  now: Instant,
  exceptUid: string | null = null,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now, endedReason: reason })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        exceptUid === null ? undefined : ne(sessions.uid, exceptUid),
      ),
    );
}
