import { wholeToken } from '#shared/domain/token.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { CheckInPayload, Op } from '#shared/protocol/sync.ts';
import type { Transaction } from '#hub/db/client.ts';
import { insertRows } from '#hub/db/insert-rows.ts';
import { queueEvents, queueManagement, visits } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { recordVisitPayments } from '#hub/features/payments/record-visit-payments.ts';
import { snapshotOf } from '#hub/features/queue/entry-snapshot.ts';
import { placeNewcomer } from '#hub/features/queue/place-newcomer.ts';
import { factsOfLevel, NO_FACTS } from '#hub/features/queue/priority-facts.ts';
import { readPrioritySettings } from '#hub/features/queue/priority-settings.queries.ts';
import { viewOf } from '#hub/features/queue/queue-entry.store.ts';
import type { ApplyContext } from './apply-context.ts';
import { DisputedBatch } from './disputed-batch.ts';
import { insertNewPatients } from './insert-new-patients.ts';
import { storableInstant } from './storable-payload.ts';

/** A walk-in whom the device registered itself: the only kind that is written set-based. */
export type WalkInOp = { op: Op; payload: CheckInPayload & { patient: NonNullable<CheckInPayload['patient']> } };
export type BatchedCheckIn = { queueId: number; view: QueueEntryView };

/**
 * Writes walk-ins set-based, a statement a table: what `applyCheckIn` does for each, for all at once and in their order.
 * Throws `DisputedBatch` when one of them is here already, or what the database refused: nothing of the batch may then
 * stay.
 */
export async function applyCheckInBatch(
  tx: Transaction,
  context: ApplyContext,
  batch: readonly WalkInOp[],
): Promise<BatchedCheckIn[]> {
  const { place, device, now, requestId } = context;
  const { locationId } = place;
  const settings = await readPrioritySettings(tx, locationId);
  const patientIds = await insertNewPatients(
    tx,
    place,
    batch.map(({ payload }) => payload.patient),
  );
  const visitRows = batch.map(({ payload }) => visitRow(context, payload, patientIds.get(payload.patient.uid)!));
  const visitIds = idsByUid(await insertRows(tx, visits, visitRows, { skipExisting: true }), batch.length);

  const placed = batch.map(({ payload }) => placeWalkIn(context, payload, visitIds.get(payload.visit.uid)!, settings));
  const entryRows = placed.map(({ columns, stored }, index) => {
    const { patientId, serviceId, doctorId, businessDate, tokenNumber } = visitRows[index]!;
    const shared = { locationId, patientId, serviceId, doctorId, businessDate, tokenNumber };
    const { uid, checkedInAt } = stored.entry;
    return { ...shared, ...columns, uid, visitId: stored.visitId, checkInTime: checkedInAt };
  });
  const entryIds = idsByUid(await insertRows(tx, queueManagement, entryRows), batch.length);

  const stored = placed.map((one) => ({ ...one.stored, id: entryIds.get(one.stored.entry.uid)!, rev: 1 }));
  await insertRows(
    tx,
    queueEvents,
    batch.map(({ op, payload }, index) => ({
      actorType: 'device' as const,
      actorDeviceId: device.deviceId,
      locationId,
      queueId: stored[index]!.id,
      type: 'check_in',
      toStatus: 'waiting' as const,
      at: storableInstant(payload.visit.checkedInAt),
      recordedAt: now,
      opId: op.opId,
      rev: 1,
      entry: snapshotOf(stored[index]!),
    })),
  );
  await insertRows(
    tx,
    auditLog,
    batch.map(({ payload }) => ({
      actorType: 'device' as const,
      actorDeviceId: device.deviceId,
      locationId,
      at: now,
      requestId,
      action: 'visit.check_in',
      entity: 'visit',
      entityUid: payload.visit.uid,
      details: { token: wholeToken(payload.token) },
    })),
  );
  await recordVisitPayments(
    tx,
    locationId,
    batch.flatMap(({ op, payload: { visit } }) =>
      visit.payment ? [{ opUid: op.opId, visitUid: visit.uid, payment: visit.payment }] : [],
    ),
  );
  return stored.map((one) => ({ queueId: one.id, view: viewOf(one) }));
}

function visitRow(
  { place, directory, incarnation }: ApplyContext,
  { visit, token }: CheckInPayload,
  patientId: number,
) {
  return {
    locationId: place.locationId,
    patientId,
    serviceId: directory.services.get(visit.serviceUid)!,
    doctorId: visit.doctorUid === null ? null : directory.doctors.get(visit.doctorUid)!,
    businessDate: token.businessDate,
    tokenNumber: wholeToken(token),
    uid: visit.uid,
    lane: token.lane,
    number: token.number,
    language: visit.language,
    reasonForVisit: visit.reason ?? null,
    specialRequirements: visit.specialRequirements?.join(', ') || null,
    incarnation,
    checkedInAt: storableInstant(visit.checkedInAt),
  };
}

/** As `openVisit` places one: an entry that waits, nothing known of the person but what the device says. */
function placeWalkIn(
  { now }: ApplyContext,
  { patient, visit, token }: WalkInOp['payload'],
  visitId: number,
  settings: Awaited<ReturnType<typeof readPrioritySettings>>,
) {
  const unplaced = {
    visitId,
    tokenNumber: wholeToken(token),
    businessDate: token.businessDate,
    language: visit.language,
    visitType: '',
    facts: {
      ...NO_FACTS,
      ...factsOfLevel(visit.urgency ?? null),
      birthDate: patient.birthDate,
      specialRequirements: visit.specialRequirements?.join(', ') || null,
    },
    entry: {
      uid: visit.queueEntryUid,
      status: 'waiting' as const,
      serviceUid: visit.serviceUid,
      doctorUid: visit.doctorUid,
      stationUid: null,
      checkedInAt: Math.min(storableInstant(visit.checkedInAt), now),
      calledAt: null,
      startedAt: null,
      endedAt: null,
      callCount: 0,
      heldSince: null,
    },
  };
  return placeNewcomer(unplaced, settings, now);
}

function idsByUid(rows: readonly { id: number; uid: string }[], expected: number): Map<string, number> {
  const ids = new Map(rows.map(({ id, uid }) => [uid, id]));
  if (ids.size !== expected) throw new DisputedBatch();
  return ids;
}
