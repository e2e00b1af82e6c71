import { replica } from '#shared/device/db/schema.ts';
import { readSnapshot } from '#hub/features/sync/read-snapshot.ts';
import type { SimDevice } from './sim-device.ts';
import type { World } from './world.ts';

/** What a device may be told, or find out, in bad weather. Any other code is a finding. */
const TO_BE_EXPECTED: ReadonlySet<string> = new Set([
  'network.unreachable',
  'database.unavailable',
  'database.busy',
  'device.forked',
  'sync.unknown_incarnation',
]);

/** Promises 1 to 4, after the faults are over and everybody has been heard. Adds what does not hold. */
export async function checkWorld(world: World): Promise<void> {
  const { findings, devices } = world;
  for (const device of devices) {
    device.rememberVisits();
    for (const code of device.errors) if (!TO_BE_EXPECTED.has(code)) findings.push(`${device.name}: ${code}`);
  }
  await checkVisits(world);
  await checkLogs(world);
  checkTokens(world);
  await checkViews(world);
}

/** Lost, duplicated, unexpected. */
async function checkVisits({ hub, location, devices, findings }: World): Promise<void> {
  const rows = await hub.rows<{ uid: string; token: string; entries: string; events: string }>(
    `SELECT visits.uid, visits.token_number AS token, count(DISTINCT q.id) AS entries, count(e.id) AS events
     FROM visits LEFT JOIN queue_management q ON q.visit_id = visits.id
     LEFT JOIN queue_events e ON e.location_id = q.location_id AND e.queue_id = q.id AND e.type = 'check_in'
     WHERE visits.location_id = $1 GROUP BY visits.id`,
    [location.id],
  );
  const atHub = new Map(rows.map((row) => [row.uid, row]));
  const issued = devices.flatMap((device) => [...device.told, ...device.paper]);
  const expected = new Set([
    ...issued.map(({ visitUid }) => visitUid),
    ...devices.flatMap((device) => [...device.visits]),
  ]);
  const lost = [...expected].filter((uid) => !atHub.has(uid));
  const doubled = rows.filter(({ entries, events }) => Number(entries) !== 1 || Number(events) !== 1);
  const unexpected = rows.filter(({ uid }) => !expected.has(uid));
  const misprinted = issued.filter(
    ({ visitUid, token }) => atHub.has(visitUid) && atHub.get(visitUid)!.token !== token,
  );
  for (const [what, list] of Object.entries({ lost, doubled, unexpected, misprinted })) {
    if (list.length > 0) findings.push(`${list.length} visits ${what}`);
  }
}

/** Every log at the hub is whole, no op counts twice, and what could not be applied is there to be seen. */
async function checkLogs({ hub, location, findings }: World): Promise<void> {
  const [logs] = await hub.rows<{ broken: string }>(
    `SELECT count(*) AS broken FROM device_incarnations i WHERE location_id = $1 AND last_seq <> (
       SELECT count(*) FROM offline_sync_logs l WHERE l.location_id = $1 AND l.incarnation = i.uid)`,
    [location.id],
  );
  if (Number(logs?.broken) > 0) findings.push(`${logs?.broken} logs with holes`);
  const disputed = await hub.rows<{ code: string; kind: string }>(
    `SELECT code, kind FROM offline_sync_logs WHERE location_id = $1 AND sync_status <> 'synced'
       AND code NOT IN ('sync.unknown_kind', 'sync.bad_payload')`,
    [location.id],
  );
  for (const { code, kind } of disputed) findings.push(`a ${kind} was not applied: ${code}`);
}

function checkTokens({ devices, findings }: World): void {
  const owners = new Map<string, string>();
  for (const { token, visitUid } of devices.flatMap((device) => [...device.told, ...device.paper])) {
    const other = owners.get(token) ?? visitUid;
    if (other !== visitUid) findings.push(`token ${token} was issued twice`);
    owners.set(token, visitUid);
  }
}

/** Each device shows what the feed last said of every entity, and the feed what the queue is. */
async function checkViews({ hub, location, devices, findings }: World): Promise<void> {
  const snapshot = await readSnapshot(hub.hub.db, { locationId: location.id, stream: 'queue' });
  const wanted = new Map(snapshot.rows.map((row) => [row.uid, `${row.rev} ${canonical(row.payload)}`]));
  for (const device of devices) {
    const seen = viewOf(device);
    const differ = [...wanted].filter(([uid, text]) => seen.get(uid) !== text).length;
    const extra = [...seen.keys()].filter((uid) => !wanted.has(uid)).length;
    if (differ + extra > 0)
      findings.push(`${device.name} does not see what the hub sees: ${differ} differ, ${extra} too many`);
  }
  const queue = await hub.rows<{ uid: string; status: string }>(
    'SELECT uid, current_status AS status FROM queue_management WHERE location_id = $1',
    [location.id],
  );
  const told = new Map(snapshot.rows.map((row) => [row.uid, row.payload?.['status']]));
  const untold = queue.filter(({ uid, status }) => told.get(uid) !== status).length;
  if (untold > 0) findings.push(`the feed does not tell of ${untold} queue entries as they are`);
}

function viewOf(device: SimDevice): Map<string, string> {
  const rows = device.core.db.select().from(replica).all();
  return new Map(
    rows
      .filter((row) => row.stream === 'queue' && row.payload !== null)
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
