import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { Transaction } from '#hub/db/client.ts';
import { detailsOf, differsFrom, type PatientDetails } from '#hub/features/patients/patient-details.ts';
import type { ApplyContext } from './apply-context.ts';
import { readKnownPatients } from './known-patients.queries.ts';
import type { PlannedOp } from './plan-op.ts';

/** Somebody whom the device registered itself or knows, without a booking: the only kind that is written set-based. */
export type WalkIn = {
  op: Op;
  payload: CheckInPayload & { patient: NonNullable<CheckInPayload['patient']> };
};

/** Walk-ins that go in together, and who they are. */
export type WalkInBatch = {
  walkIns: WalkIn[];
  /** Ids of records by the patient's uid. */
  known: Map<string, number>;
  /** Who is to be registered, by uid. */
  added: Map<string, PatientDetails>;
};

/** The op as one that can be written set-based; null for any other. */
export function asWalkIn({ op, plan }: PlannedOp, { directory }: ApplyContext): WalkIn | null {
  if (plan.kind !== OP_KINDS.checkIn) return null;
  const { patient, visit } = plan.payload;
  const isKnownPlace =
    directory.services.has(visit.serviceUid) && (visit.doctorUid === null || directory.doctors.has(visit.doctorUid));
  if (!patient || visit.appointmentUid !== undefined || !isKnownPlace) return null;
  return { op, payload: { ...plan.payload, patient } };
}

/**
 * As many of these as go in together, from the first on. Who comes again with the details on record goes in with the
 * others; the batch ends before the first whose record says something else, which may be the very first.
 */
export async function gatherWalkIns(
  tx: Transaction,
  { place }: ApplyContext,
  walkIns: readonly WalkIn[],
): Promise<WalkInBatch> {
  const uids = walkIns.map(({ payload }) => payload.patient.uid);
  const registered = await readKnownPatients(tx, uids);
  const batch: WalkInBatch = { walkIns: [], known: new Map(), added: new Map() };
  for (const walkIn of walkIns) {
    const { patient } = walkIn.payload;
    const record = registered.get(patient.uid);
    if (record && record.locationId !== place.locationId) return batch;
    const details = detailsOf(patient, place.country);
    const before = record ?? batch.added.get(patient.uid);
    if (before && differsFrom(before, details)) return batch;
    batch.walkIns.push(walkIn);
    if (record) batch.known.set(patient.uid, record.id);
    else if (!before) batch.added.set(patient.uid, details);
  }
  return batch;
}
