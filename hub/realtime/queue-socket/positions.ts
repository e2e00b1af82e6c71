import { and, eq } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { QueueSocketMessage } from '#shared/protocol/queue-socket.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';
import { isCallable, isPresent } from '#hub/features/queue/open-entries.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { waitingOrder } from '#hub/features/queue/waiting-order.ts';

type Place = { token: string; serviceUid: string; doctorUid: string | null; position: number };
/** Where everyone stands, by uid. */
export type Positions = ReadonlyMap<string, Place>;

/** A change further back than this is not told: nobody is helped by "your place is now 431". */
const TOLD_PLACES = 200;

export async function readPositions(db: Queryable, locationId: number, now: Instant): Promise<Positions> {
  const location = await readLocation(db, locationId);
  const rows = await db
    .select({
      uid: queueManagement.uid,
      token: queueManagement.tokenNumber,
      serviceUid: services.uid,
      doctorUid: users.uid,
    })
    .from(queueManagement)
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(users, eq(users.id, queueManagement.doctorId))
    .where(and(isPresent(locationId, location, now), isCallable()))
    .orderBy(...waitingOrder());
  const counts = new Map<string, number>();
  return new Map(
    rows.map(({ uid, token, serviceUid, doctorUid }) => {
      const queue = `${serviceUid} ${doctorUid}`;
      const position = (counts.get(queue) ?? 0) + 1;
      counts.set(queue, position);
      return [uid, { token: tokenLabel(parseWholeToken(token)), serviceUid, doctorUid, position }];
    }),
  );
}

type PositionChange = Extract<QueueSocketMessage, { type: 'queue_position_change' }>;

/** One message a queue, with those whose place is another than before. */
export function positionChanges(before: Positions, after: Positions, seq: number): PositionChange[] {
  const queues = new Map<string, PositionChange>();
  const tell = (uid: string, { serviceUid, doctorUid, token }: Place, position: number | null) => {
    const name = `${serviceUid} ${doctorUid}`;
    const message: PositionChange = queues.get(name) ?? {
      type: 'queue_position_change',
      seq,
      service_uid: serviceUid,
      doctor_uid: doctorUid,
      positions: [],
    };
    queues.set(name, message);
    message.positions.push({ uid, token, position });
  };
  for (const [uid, old] of before) {
    const now = after.get(uid);
    const isGone = !now || now.serviceUid !== old.serviceUid || now.doctorUid !== old.doctorUid;
    if (isGone && old.position <= TOLD_PLACES) tell(uid, old, null);
  }
  for (const [uid, now] of after) {
    const old = before.get(uid);
    const isSame =
      old?.position === now.position && old.serviceUid === now.serviceUid && old.doctorUid === now.doctorUid;
    if (!isSame && now.position <= TOLD_PLACES) tell(uid, now, now.position);
  }
  return [...queues.values()];
}
