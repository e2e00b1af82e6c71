import { applyEvent } from '#hub/features/queue/apply-event.ts';
import { undoMove } from '#hub/features/queue/undo-move.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import type { QueueEvent, QueueStatus } from '#shared/domain/queue.ts';
import { AppError } from '#shared/domain/errors.ts';
import { HubCrashed } from './slow-transact.ts';
import type { World } from './world.ts';

type Moves = Partial<Record<QueueStatus, readonly QueueEvent[]>>;

/** What people at a desk or at a doctor's screen do from each status. */
export function movesOf({ station, services }: Pick<World, 'station' | 'services'>): Moves {
  const transfer = { type: 'transfer', serviceUid: services[1]!.uid, doctorUid: null } as const;
  return {
    waiting: [{ type: 'call', stationUid: station.uid }, { type: 'hold' }, { type: 'cancel' }, transfer],
    called: [{ type: 'start' }, { type: 'recall' }, { type: 'no_show' }, { type: 'return' }, { type: 'hold' }],
    in_consultation: [{ type: 'complete' }, { type: 'return' }, transfer],
    no_show: [{ type: 'return' }, { type: 'cancel' }],
  };
}

/** Somebody at the hub moves somebody in the queue, or takes back the move just made. */
export async function moveSomebody(world: World): Promise<void> {
  const { hub, chance, location } = world;
  if (!hub.isUp) return;
  const open = await hub.rows<{ id: string; status: QueueStatus }>(
    `SELECT id, current_status AS status FROM queue_management
     WHERE location_id = $1 AND current_status IN ('waiting', 'called', 'in_consultation', 'no_show')
     ORDER BY check_in_time, uid LIMIT 20`,
    [location.id],
  );
  if (open.length === 0) return;
  const { id, status } = chance.pick(open);
  const event = chance.pick(movesOf(world)[status]!);
  const undone = chance.chance(0.2);
  const now = hub.hub.clock();
  const scopeOf = (scope: TransactionScope) => ({
    ...scope,
    locationId: location.id,
    actor: null,
    now,
    requestId: null,
  });
  const { transact } = hub.hub;
  await hub.flights.run(async () => {
    try {
      await transact(async (scope) => void (await applyEvent(scopeOf(scope), { queueId: Number(id), event })));
      if (undone) await transact(async (scope) => void (await undoMove(scopeOf(scope), Number(id))));
    } catch (error) {
      // A move that is no longer legal, or a hub that ends meanwhile.
      if (!(error instanceof HubCrashed) && !(error instanceof AppError) && hub.isUp)
        world.findings.push(String(error));
    }
  });
}
