import type { FieldDispute } from '#shared/protocol/api/conflicts.ts';
import type { PatientFields, PatientUpdatePayload } from '#shared/protocol/sync/patient-update-op.ts';

type Field = Extract<keyof PatientFields, string>;
/** The fields as the hub holds them. */
export type HubFields = { [F in Field]: string | null } & { rev: number };

/** Who someone is: never written over without a person having looked at both. */
const IDENTIFYING: ReadonlySet<Field> = new Set(['firstName', 'lastName', 'birthDate', 'insuranceNumber']);

export type FieldMerge = { apply: PatientFields; disputes: FieldDispute[] };

/**
 * Three-way merge, field by field. A field is taken over when the hub's still is what the device started from, or is
 * empty; one that both sides changed, each to something else, is a dispute: both values are kept for staff to choose.
 */
export function mergePatientFields(
  hub: HubFields,
  baseRev: number | null,
  { base, set }: Pick<PatientUpdatePayload, 'base' | 'set'>,
): FieldMerge {
  const apply: Record<string, string | null> = {};
  const disputes: FieldDispute[] = [];
  for (const field of Object.keys(set) as Field[]) {
    const wanted = set[field] ?? null;
    const present = hub[field];
    const started = base[field] ?? null;
    if (wanted === present) continue;
    const isUntouched = hub.rev === baseRev || present === started;
    const why = IDENTIFYING.has(field) && present !== null ? 'identifying' : isUntouched ? null : 'changed_twice';
    if (why === null || present === null) apply[field] = wanted;
    else disputes.push({ field, why, base: started, device: wanted, hub: present });
  }
  return { apply, disputes };
}
