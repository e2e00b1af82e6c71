import type { PatientUpdatePayload } from '#shared/protocol/sync/patient-update-op.ts';
import type { World } from './world.ts';

type Row = {
  opId: string;
  kind: string;
  payload: string;
  status: string;
  resolution: string | null;
  disputes: unknown[] | null;
};
type Fields = Record<string, string | null>;

/** Told apart from the hub's own merge, by the words of the rule: who someone is, is never overwritten. */
const IDENTIFYING = new Set(['lastName']);

/**
 * Goes through the log as the hub applied it, merges each change of a patient by the rule, and compares: what is applied, what
 * is a conflict, with both sides kept, and what the record says in the end.
 */
export async function checkMerges({ hub, location, findings }: World): Promise<void> {
  const log = await hub.rows<Row>(
    `SELECT op_id AS "opId", kind, payload, sync_status AS status, conflict_resolution AS resolution, conflict -> 'disputes' AS disputes
     FROM offline_sync_logs l LEFT JOIN sim_taken_up t ON t.log_id = l.id
     WHERE location_id = $1 AND kind IN ('visit.check_in', 'patient.update') AND l.code IS DISTINCT FROM 'sync.bad_payload'
     ORDER BY coalesce(t.place, l.id)`,
    [location.id],
  );
  const records = new Map<string, Fields>();
  const seen = new Set<string>();
  for (const { opId, kind, payload, status, resolution, disputes } of log) {
    if (resolution === 'repeated' || status === 'failed') continue;
    // Sent again from another life of the device: answered as it was then, without effect.
    if (seen.has(opId)) continue;
    seen.add(opId);
    const op = JSON.parse(payload) as PatientUpdatePayload & { patient: { uid: string; lastName: string } | null };
    if (kind === 'visit.check_in') {
      const { patient } = op;
      if (patient && !records.has(patient.uid)) {
        records.set(patient.uid, { lastName: patient.lastName, email: null, address: null });
      }
      continue;
    }
    const record = records.get(op.uid);
    if (!record) continue;
    const disputed = merge(record, op.base, op.set);
    if (disputed.length !== (disputes ?? []).length) {
      findings.push(`a change of a patient gave ${(disputes ?? []).length} disputes and not ${disputed.length}`);
    }
    if (disputed.length > 0 !== (status === 'conflict')) findings.push(`a disputed change is ${status}`);
  }
  await compareRecords({ hub, location, findings }, records);
}

function merge(record: Fields, base: Fields, set: Fields): string[] {
  return Object.entries(set)
    .filter(([field, wanted]) => {
      const present = record[field] ?? null;
      if (present === wanted) return false;
      const mayTake = present === null || (present === (base[field] ?? null) && !IDENTIFYING.has(field));
      if (mayTake) record[field] = wanted;
      return !mayTake;
    })
    .map(([field]) => field);
}

async function compareRecords(
  { hub, location, findings }: Pick<World, 'hub' | 'location' | 'findings'>,
  records: ReadonlyMap<string, Fields>,
): Promise<void> {
  const rows = await hub.rows<{ uid: string; lastName: string; email: string | null; address: string | null }>(
    'SELECT uid, last_name AS "lastName", email, address FROM patients WHERE location_id = $1',
    [location.id],
  );
  const differ = rows.filter((row) => {
    const wanted = records.get(row.uid);
    return wanted && (['lastName', 'email', 'address'] as const).some((field) => row[field] !== wanted[field]);
  });
  if (differ.length > 0) findings.push(`${differ.length} patients are not what their changes make of them`);
}
