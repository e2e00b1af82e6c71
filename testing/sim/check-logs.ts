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
  /** With which it had failed before it was taken up. */
  early: string | null;
};

/** What it is about had not come yet. */
const EARLY: ReadonlySet<string> = new Set(['sync.unknown_patient', 'sync.unknown_entry']);

/** Every log at the hub is whole, every op is there, none counts twice, and what could not be applied is there to be seen. */
export async function checkLogs(world: World): Promise<void> {
  const { hub, location, findings, ledger, poisoned } = world;
  const [logs] = await hub.rows<{ broken: string }>(
    `SELECT count(*) AS broken FROM device_incarnations i WHERE location_id = $1 AND last_seq <> (
       SELECT count(*) FROM offline_sync_logs l WHERE l.location_id = $1 AND l.incarnation = i.uid)`,
    [location.id],
  );
  if (Number(logs?.broken) > 0) findings.push(`${logs?.broken} logs with holes`);

  const [turned] = await hub.rows<{ n: string }>(
    `SELECT count(*) AS n FROM offline_sync_logs a JOIN sim_taken_up ta ON ta.log_id = a.id
     JOIN offline_sync_logs b ON b.incarnation = a.incarnation AND b.entity_uid = a.entity_uid AND b.seq > a.seq
     JOIN sim_taken_up tb ON tb.log_id = b.id
     WHERE a.location_id = $1 AND tb.place < ta.place`,
    [location.id],
  );
  if (Number(turned?.n) > 0) findings.push(`${turned?.n} ops were taken up after later ones of their device`);

  const rows = await hub.rows<Row>(
    `SELECT l.id, op_id, l.code, kind, entity_uid, payload, sync_status AS status, conflict_resolution AS resolution,
       server_timestamp AS began, t.code AS early
     FROM offline_sync_logs l LEFT JOIN sim_taken_up t ON t.log_id = l.id
     WHERE location_id = $1 AND op_id IS NOT NULL ORDER BY l.id`,
    [location.id],
  );
  const here = new Set(rows.map((row) => row.op_id));
  const lost = [...ledger.ops.keys()].filter((opId) => !here.has(opId) && !ledger.gone.has(opId));
  if (lost.length > 0) findings.push(`${lost.length} ops lost`);
  const unseen = [...poisoned].filter((opId) => here.has(opId) && !rows.some((row) => isOpenPoison(row, opId)));
  if (unseen.length > 0) findings.push(`${unseen.length} ops that nobody can read are not to be seen`);

  for (const row of rows) {
    if (row.resolution === 'repeated' || poisoned.has(row.op_id)) continue;
    const { kind, code, status, early } = row;
    if (status !== 'synced' && !isToBeExpected(row)) findings.push(`a ${kind} was not applied: ${code}`);
    if (EARLY.has(early ?? code) && mustHaveBeenKnown(row, rows, hub.acknowledged)) {
      findings.push(`a ${kind} did not find what was acknowledged before: ${early ?? code}`);
    }
  }
}

function isOpenPoison({ op_id: id, status, resolution }: Row, opId: string): boolean {
  return id === opId && status === 'failed' && resolution === null;
}

/** Two sides may disagree; and what an op is about may be left nowhere. Where it is here, nothing is at rest before the op is applied. */
function isToBeExpected({ kind, code }: Row): boolean {
  if (kind === 'queue.event' && code === 'sync.superseded') return true;
  if (kind === 'patient.update' && code === 'sync.patient_differs') return true;
  return EARLY.has(code);
}

/**
 * An op may come before the one that it builds on when that one is at another device, or in a transaction that is still held
 * up. Once that one is acknowledged, it may not.
 */
function mustHaveBeenKnown(
  { entity_uid: uid, began }: Row,
  rows: readonly Row[],
  acknowledged: ReadonlyMap<string, Instant>,
): boolean {
  return rows.some(
    ({ kind, payload, op_id: id }) =>
      kind === 'visit.check_in' && payload.includes(uid) && (acknowledged.get(id) ?? Infinity) < began.getTime(),
  );
}
