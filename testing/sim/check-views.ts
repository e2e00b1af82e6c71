import { replica } from '#shared/device/db/schema.ts';
import { readSnapshot } from '#hub/features/sync/read-snapshot.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { SimDevice } from './sim-device.ts';
import type { World } from './world.ts';

/** Each device shows what the feed last said of every entity, and the feed what the queue is. */
export async function checkViews({ hub, location, devices, findings }: World): Promise<void> {
  for (const stream of ['queue', 'clinic'] as const) {
    const snapshot = await readSnapshot(hub.hub.db, { locationId: location.id, stream });
    const wanted = new Map(snapshot.rows.map((row) => [row.uid, `${row.rev} ${canonical(row.payload)}`]));
    for (const device of devices) {
      // One that the hub cannot talk to shows what it last heard.
      if (device.speaks !== null) continue;
      const seen = viewOf(device, stream);
      const differ = [...wanted].filter(([uid, text]) => seen.get(uid) !== text).length;
      const extra = [...seen.keys()].filter((uid) => !wanted.has(uid)).length;
      if (differ + extra > 0)
        findings.push(`${device.name} does not see the hub's ${stream}: ${differ} differ, ${extra} too many`);
    }
  }
  const queue = await hub.rows<{ uid: string; status: string }>(
    'SELECT uid, current_status AS status FROM queue_management WHERE location_id = $1',
    [location.id],
  );
  const snapshot = await readSnapshot(hub.hub.db, { locationId: location.id, stream: 'queue' });
  const told = new Map(snapshot.rows.map((row) => [row.uid, row.payload?.['status']]));
  const untold = queue.filter(({ uid, status }) => told.get(uid) !== status).length;
  if (untold > 0) findings.push(`the feed does not tell of ${untold} queue entries as they are`);
}

function viewOf(device: SimDevice, stream: Stream): Map<string, string> {
  const rows = device.core.db.select().from(replica).all();
  return new Map(
    rows
      .filter((row) => row.stream === stream && row.payload !== null)
      .map((row) => [row.uid, `${row.rev} ${canonical(JSON.parse(row.payload!))}`]),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
