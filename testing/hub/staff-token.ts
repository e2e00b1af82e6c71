import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { signAccessToken } from '#hub/http/access-token.ts';
import { deriveKeys } from '#hub/keys.ts';

/** Headers of a member of the front desk for ten minutes, for a hub process that was started with this secret. */
export async function staffToken(
  pool: pg.Pool,
  secret: string,
  locationId: number,
): Promise<{ authorization: string }> {
  const { rows } = await pool.query<{ id: string; uid: string }>(
    `INSERT INTO users (uid, location_id, role, display_name)
     VALUES (gen_random_uuid(), $1, 'front_desk', '{"text":"Desk"}') RETURNING id, uid`,
    [locationId],
  );
  const [user] = rows;
  const sessionUid = randomUUID();
  await pool.query(
    `INSERT INTO sessions (uid, location_id, user_id, token_hash, expires_at)
     VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
    [sessionUid, locationId, user!.id, randomBytes(32)],
  );
  const actor = {
    kind: 'staff',
    role: 'front_desk',
    userId: Number(user!.id),
    userUid: user!.uid,
    locationId,
    sessionUid,
  } as const;
  return { authorization: `Bearer ${await signAccessToken(actor, deriveKeys(secret).accessToken, Date.now())}` };
}
