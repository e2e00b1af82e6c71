import { wholeToken } from '#shared/domain/token.ts';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { Transaction } from '#hub/db/client.ts';
import { recordVisitPayments } from '#hub/features/payments/record-visit-payments.ts';
import { snapshotOf } from '#hub/features/queue/entry-snapshot.ts';
import { placeNewcomer } from '#hub/features/queue/place-newcomer.ts';
import { factsOfLevel, NO_FACTS } from '#hub/features/queue/priority-facts.ts';
import { readPrioritySettings } from '#hub/features/queue/priority-settings.queries.ts';
import { viewOf } from '#hub/features/queue/queue-entry.store.ts';
import type { ApplyContext } from './apply-context.ts';
import { insertNewPatients } from './insert-new-patients.ts';
import { insertWalkIns, type WalkInRow } from './insert-walk-ins.ts';
import { storableInstant } from './storable-payload.ts';
import type { WalkIn, WalkInBatch } from './walk-in.ts';

export type BatchedCheckIn = { queueId: number; view: QueueEntryView };

/**
 * Writes walk-ins set-based, a statement for the people and one for their visits: what `applyCheckIn` does for each, for
 * all at once and in their order. Throws what the database refused: nothing of the batch may then stay.
 */
export async function applyCheckInBatch(
  tx: Transaction,
  context: ApplyContext,
  { walkIns, known, added }: WalkInBatch,
): Promise<BatchedCheckIn[]> {
  const { locationId } = context.place;
  const settings = await readPrioritySettings(tx, locationId);
  const registered = await insertNewPatients(tx, locationId, added);
  const placed = walkIns.map((walkIn) => {
    const { uid } = walkIn.payload.patient;
    return placeWalkIn(context, walkIn, (known.get(uid) ?? registered.get(uid))!, settings);
  });
  const queueIds = await insertWalkIns(
    tx,
    context,
    placed.map(({ row }) => row),
  );
  await recordVisitPayments(
    tx,
    locationId,
    walkIns.flatMap(({ op, payload: { visit } }) =>
      visit.payment ? [{ opUid: op.opId, visitUid: visit.uid, payment: visit.payment }] : [],
    ),
  );
  return placed.map(({ row, view }) => ({ queueId: queueIds.get(row.entry)!, view }));
}

/** As `openVisit` places one: an entry that waits, nothing known of the person but what the device says. */
function placeWalkIn(
  { directory, now }: ApplyContext,
  { op, payload }: WalkIn,
  patientId: number,
  settings: PrioritySettings,
): { row: WalkInRow; view: QueueEntryView } {
  const { patient, visit, token } = payload;
  const checkedInAt = storableInstant(visit.checkedInAt);
  const requirements = visit.specialRequirements?.join(', ') || null;
  const unplaced = {
    tokenNumber: wholeToken(token),
    businessDate: token.businessDate,
    language: visit.language,
    visitType: '',
    facts: {
      ...NO_FACTS,
      ...factsOfLevel(visit.urgency ?? null),
      birthDate: patient.birthDate,
      specialRequirements: requirements,
    },
    entry: {
      uid: visit.queueEntryUid,
      status: 'waiting' as const,
      serviceUid: visit.serviceUid,
      doctorUid: visit.doctorUid,
      stationUid: null,
      // A device whose clock is ahead must not put its patients behind everyone who will ever come.
      checkedInAt: Math.min(checkedInAt, now),
      calledAt: null,
      startedAt: null,
      endedAt: null,
      callCount: 0,
      heldSince: null,
    },
  };
  const { columns, stored } = placeNewcomer(unplaced, settings, now);
  const row = {
    patient: patientId,
    service: directory.services.get(visit.serviceUid)!,
    doctor: visit.doctorUid === null ? null : directory.doctors.get(visit.doctorUid)!,
    day: token.businessDate,
    lane: token.lane,
    number: token.number,
    token: unplaced.tokenNumber,
    uid: visit.uid,
    entry: visit.queueEntryUid,
    op: op.opId,
    language: visit.language,
    reason: visit.reason ?? null,
    needs: requirements,
    came: iso(checkedInAt),
    since: iso(unplaced.entry.checkedInAt),
    emergency: columns.emergency,
    urgency: columns.urgency,
    tier: columns.orderTier,
    place_at: iso(columns.orderAt),
    place_since: iso(columns.orderSince),
    priority: columns.priorityScore,
    medical: columns.medicalUrgencyScore,
    waited: columns.waitTimeScore,
    factors: columns.aiPriorityFactors,
    snapshot: snapshotOf(stored),
  };
  return { row, view: viewOf(stored) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
