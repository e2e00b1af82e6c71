import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Database } from '#hub/db/client.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { sessions } from '#hub/db/schema/staff.ts';
import type { Admission } from './admit-socket.ts';

/** Which of those connected may not stay: token expired, session ended, device revoked. Two queries, however many. */
export async function findUnwelcome<S extends { data: { admission: Admission } }>(
  db: Database,
  sockets: readonly S[],
  now: Instant,
): Promise<S[]> {
  const actors = sockets.map((socket) => socket.data.admission.actor);
  const deviceIds = actors.flatMap((actor) => (actor.kind === 'device' ? [actor.deviceId] : []));
  const sessionUids = actors.flatMap((actor) => (actor.kind === 'staff' ? [actor.sessionUid] : []));
  const revoked = await readRevoked(db, [...new Set(deviceIds)]);
  const ended = await readEnded(db, [...new Set(sessionUids)]);
  return sockets.filter(({ data: { admission } }) => {
    const { actor, expiresAt } = admission;
    if (expiresAt !== null && expiresAt <= now) return true;
    return actor.kind === 'device' ? revoked.has(actor.deviceId) : ended.has(actor.sessionUid);
  });
}

async function readRevoked(db: Database, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: devices.id })
    .from(devices)
    .where(and(inArray(devices.id, ids), isNotNull(devices.revokedAt)));
  return new Set(rows.map((row) => row.id));
}

async function readEnded(db: Database, uids: string[]): Promise<Set<string>> {
  if (uids.length === 0) return new Set();
  const rows = await db
    .select({ uid: sessions.uid })
    .from(sessions)
    .where(and(inArray(sessions.uid, uids), isNotNull(sessions.endedAt)));
  return new Set(rows.map((row) => row.uid));
}
