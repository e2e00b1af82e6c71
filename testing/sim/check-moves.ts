import { canApply, type QueueEventType, type QueueStatus } from '#shared/domain/queue.ts';
import type { World } from './world.ts';

type Move = {
  queue: string;
  type: QueueEventType | 'check_in' | 'undo';
  from: QueueStatus;
  to: QueueStatus;
  rev: number;
};

/** Each entry's history is a way that the rules allow, step by step, and each move of a device stands in it exactly once. */
export async function checkMoves({ hub, location, findings }: World): Promise<void> {
  const moves = await hub.rows<Move & { actor: string; uid: string }>(
    `SELECT e.queue_id AS queue, q.uid, e.type, e.from_status AS from, e.to_status AS to, e.rev, e.actor_type AS actor
     FROM queue_events e JOIN queue_management q ON q.id = e.queue_id
     WHERE e.location_id = $1 ORDER BY e.queue_id, e.id`,
    [location.id],
  );
  let before: Move | null = null;
  for (const move of moves) {
    const isFirst = before?.queue !== move.queue;
    const isLegal = isFirst
      ? move.type === 'check_in'
      : move.from === before!.to &&
        move.rev === before!.rev + 1 &&
        (move.type === 'undo' || (move.type !== 'check_in' && canApply(move.from, move.type)));
    if (!isLegal) findings.push(`an entry went from ${move.from} by ${move.type}`);
    before = move;
  }
  const applied = await hub.rows<{ uid: string; n: string }>(
    `SELECT entity_uid AS uid, count(DISTINCT op_id) AS n FROM offline_sync_logs
     WHERE location_id = $1 AND kind = 'queue.event' AND sync_status = 'synced' GROUP BY entity_uid`,
    [location.id],
  );
  const wanted = new Map(applied.map(({ uid, n }) => [uid, Number(n)]));
  const made = Map.groupBy(
    moves.filter(({ actor, type }) => actor === 'device' && type !== 'check_in'),
    ({ uid }) => uid,
  );
  const differ = new Set([...wanted.keys(), ...made.keys()]);
  for (const uid of differ) if ((made.get(uid)?.length ?? 0) === (wanted.get(uid) ?? 0)) differ.delete(uid);
  if (differ.size > 0) findings.push(`${differ.size} entries were moved oftener or less often than devices moved them`);
}
