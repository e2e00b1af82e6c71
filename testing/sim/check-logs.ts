import type { Instant } from '#shared/domain/ports.ts';
import type { World } from './world.ts';

type Row = {
  id: string;
  op_id: string;
  code: string;
  kind: string;
  entity_uid: string;
  payload: string;
  status: string;
  resolution: string | null;
  /** By the hub's clock, when the push began that brought it. */
  began: Date;
};

/** Every log at the hub is whole, every op is there, none counts twice, and what could not be applied is there to be seen. */
export async function checkLogs(world: World): Promise<void> {
  const { hub, location, findings, ledger, poisoned } = world;
  const [logs] = await hub.rows<{ broken: string }>(
    `SELECT count(*) AS broken FROM device_incarnations i WHERE location_id = $1 AND last_seq <> (
       SELECT count(*) FROM offline_sync_logs l WHERE l.location_id = $1 AND l.incarnation = i.uid)`,
    [location.id],
  );
  if (Number(logs?.broken) > 0) findings.push(`${logs?.broken} logs with holes`);

  const rows = await hub.rows<Row>(
    `SELECT id, op_id, code, kind, entity_uid, payload, sync_status AS status, conflict_resolution AS resolution,
       server_timestamp AS began
     FROM offline_sync_logs WHERE location_id = $1 AND op_id IS NOT NULL ORDER BY id`,
    [location.id],
  );
  const here = new Set(rows.map((row) => row.op_id));
  const lost = [...ledger.ops.keys()].filter((opId) => !here.has(opId) && !ledger.gone.has(opId));
  if (lost.length > 0) findings.push(`${lost.length} ops lost`);
  const unseen = [...poisoned].filter((opId) => here.has(opId) && !rows.some((row) => isOpenPoison(row, opId)));
  if (unseen.length > 0) findings.push(`${unseen.length} ops that nobody can read are not to be seen`);

  for (const row of rows) {
    if (row.status === 'synced' || row.resolution === 'repeated' || poisoned.has(row.op_id)) continue;
    if (!isToBeExpected(row, rows, hub.acknowledged)) findings.push(`a ${row.kind} was not applied: ${row.code}`);
  }
}

function isOpenPoison({ op_id: id, status, resolution }: Row, opId: string): boolean {
  return id === opId && status === 'failed' && resolution === null;
}

/**
 * Two sides may disagree, and an op may come before the one that it builds on when that one is at another device, or in a
 * transaction that is still held up. Once that one is acknowledged, it may not.
 */
function isToBeExpected(
  { kind, code, entity_uid: uid, began }: Row,
  rows: readonly Row[],
  acknowledged: ReadonlyMap<string, Instant>,
): boolean {
  if (kind === 'queue.event' && code === 'sync.superseded') return true;
  if (kind === 'patient.update' && code === 'sync.patient_differs') return true;
  if (code !== 'sync.unknown_patient' && code !== 'sync.unknown_entry') return false;
  const isKnownBefore = (row: Row): boolean =>
    row.kind === 'visit.check_in' &&
    row.payload.includes(uid) &&
    (acknowledged.get(row.op_id) ?? Infinity) < began.getTime();
  return !rows.some(isKnownBefore);
}
