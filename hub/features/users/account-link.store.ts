import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { accountLinks, users, type LinkPurpose } from '#hub/db/schema/staff.ts';
import type { UserRow } from './staff-user.ts';

/** Someone new may be on holiday; who asks for a reset waits for it; who sets a hub up stands before it. */
const LIFETIME_MS: Record<LinkPurpose, number> = {
  invite: 7 * 24 * 3_600_000,
  reset: 24 * 3_600_000,
  setup: 24 * 3_600_000,
};

export type LinkRow = typeof accountLinks.$inferSelect;
export type NewLink = { token: string; expiresAt: Instant };

/** A link for this user; those they had before are void. */
export async function replaceUserLink(
  tx: Queryable,
  user: UserRow,
  createdById: number | null,
  now: Instant,
): Promise<NewLink> {
  await deleteUserLinks(tx, user.id);
  const purpose = user.passwordHash === null ? 'invite' : 'reset';
  return insertLink(tx, { purpose, userId: user.id, locationId: user.locationId, createdById }, now);
}

/** The link that sets the hub up. Earlier ones stay good: two hubs that start together each print theirs. */
export async function insertSetupLink(tx: Queryable, now: Instant): Promise<NewLink> {
  return insertLink(tx, { purpose: 'setup', userId: null, locationId: null, createdById: null }, now);
}

async function insertLink(
  tx: Queryable,
  link: Pick<LinkRow, 'purpose' | 'userId' | 'locationId' | 'createdById'>,
  now: Instant,
): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + LIFETIME_MS[link.purpose];
  await tx.insert(accountLinks).values({ ...link, tokenHash: hashLinkToken(token), expiresAt });
  return { token, expiresAt };
}

/** Wrong, used and expired ones are all `link.not_valid`, and so is a link to an account that was closed meanwhile. */
export async function findLink(
  tx: Queryable,
  token: string,
  now: Instant,
): Promise<{ link: LinkRow; user: UserRow | null }> {
  const [found] = await tx
    .select({ link: accountLinks, user: users })
    .from(accountLinks)
    .leftJoin(users, eq(users.id, accountLinks.userId))
    .where(and(eq(accountLinks.tokenHash, hashLinkToken(token)), gt(accountLinks.expiresAt, now)));
  if (!found || (found.user && !found.user.active)) throw new AppError('link.not_valid');
  return found;
}

/** Of two who use it at once, one deletes it; the other gets `link.not_valid`. */
export async function spendLink(tx: Queryable, link: LinkRow): Promise<void> {
  const [spent] = await tx.delete(accountLinks).where(eq(accountLinks.id, link.id)).returning({ id: accountLinks.id });
  if (!spent) throw new AppError('link.not_valid');
  if (link.userId !== null) await deleteUserLinks(tx, link.userId);
  else await tx.delete(accountLinks).where(isNull(accountLinks.userId));
}

export async function deleteUserLinks(tx: Queryable, userId: number): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.userId, userId));
}

/** 32 random bytes cannot be tried out, so a bare hash will do. */
function hashLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
