import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { World } from './world.ts';

/**
 * Lost, doubled, unexpected, misprinted, issued twice. Lost may be only what is left nowhere, and of that the hub must have
 * told staff.
 */
export async function checkVisits(world: World): Promise<void> {
  const { hub, location, devices, ledger, findings } = world;
  const rows = await hub.rows<{ uid: string; token: string; entries: string; events: string }>(
    `SELECT visits.uid, visits.token_number AS token, count(DISTINCT q.id) AS entries, count(e.id) AS events
     FROM visits LEFT JOIN queue_management q ON q.visit_id = visits.id
     LEFT JOIN queue_events e ON e.location_id = q.location_id AND e.queue_id = q.id AND e.type = 'check_in'
     WHERE visits.location_id = $1 GROUP BY visits.id`,
    [location.id],
  );
  const atHub = new Map(rows.map((row) => [row.uid, row]));
  const issued = devices.flatMap((device) => [...device.told, ...device.paper]);
  const opOf = new Map([...ledger.ops.values()].map((op) => [op.entityUid, op]));
  const checkIns = [...ledger.ops.values()].filter(
    ({ kind, opId }) => kind === OP_KINDS.checkIn && !world.poisoned.has(opId),
  );
  const expected = new Set([...issued.map(({ visitUid }) => visitUid), ...checkIns.map(({ entityUid }) => entityUid)]);
  const alarms = await readAlarms(world);
  const isExcused = (uid: string): boolean => {
    const op = opOf.get(uid);
    return (
      op !== undefined && ledger.gone.has(op.opId) && [...ledger.places.get(op.opId)!].some((at) => alarms.has(at))
    );
  };
  const absent = [...expected].filter((uid) => !atHub.has(uid));
  const lost = absent.filter((uid) => !isExcused(uid));
  const doubled = rows.filter(({ entries, events }) => Number(entries) !== 1 || Number(events) !== 1);
  const unexpected = rows.filter(({ uid }) => !expected.has(uid));
  const misprinted = issued.filter(
    ({ visitUid, token }) => atHub.has(visitUid) && atHub.get(visitUid)!.token !== token,
  );
  for (const [what, list] of Object.entries({ lost, doubled, unexpected, misprinted })) {
    if (list.length > 0) findings.push(`${list.length} visits ${what}`);
  }
  checkTokens(world);
}

/** Every place in a log of which the hub has told staff that it is lost. */
async function readAlarms({ hub, location, options, findings }: World): Promise<Set<string>> {
  const rows = await hub.rows<{ data: { incarnation: string; fromSeq: number; toSeq: number } }>(
    "SELECT data FROM offline_sync_logs WHERE location_id = $1 AND code = 'sync.ops_lost'",
    [location.id],
  );
  if (rows.length > 0 && !options.restoresHub) findings.push('the hub says that something is lost, and it never was');
  return new Set(
    rows.flatMap(({ data: { incarnation, fromSeq, toSeq } }) =>
      Array.from({ length: toSeq - fromSeq + 1 }, (_, index) => `${incarnation} ${fromSeq + index}`),
    ),
  );
}

function checkTokens({ devices, findings }: World): void {
  const owners = new Map<string, string>();
  for (const { token, visitUid } of devices.flatMap((device) => [...device.told, ...device.paper])) {
    const other = owners.get(token) ?? visitUid;
    if (other !== visitUid) findings.push(`token ${token} was issued twice`);
    owners.set(token, visitUid);
  }
}
