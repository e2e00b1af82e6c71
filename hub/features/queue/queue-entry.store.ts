import { and, asc, eq, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { PriorityExplanation } from '#shared/domain/explain-priority.ts';
import type { OrderKey } from '#shared/domain/priority.ts';
import type { QueueEntry } from '#shared/domain/queue.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { Language } from '#shared/domain/language.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { Transaction } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement, visits, waitPredictions } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';
import type { PriorityFacts } from './priority-facts.ts';

/** A queue entry as it lies in the database: the domain's part, and what else its place, feed row and history need. */
export type StoredEntry = {
  id: number;
  rev: number;
  visitId: number;
  tokenNumber: string;
  businessDate: string;
  language: Language;
  visitType: string;
  entry: QueueEntry;
  facts: PriorityFacts;
  order: OrderKey;
};

/** Reads one entry and locks it to the end of the transaction; null when this location has none of that id, or the query gives none. */
export async function lockQueueEntry(
  tx: Transaction,
  locationId: number,
  id: number | SQLWrapper,
): Promise<StoredEntry | null> {
  const itself = and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, id));
  return (await lockQueueEntries(tx, itself))[0] ?? null;
}

/** Locked in the order of their ids, so that two who lock several do not wait for each other. */
export async function lockQueueEntries(tx: Transaction, where: SQL | undefined): Promise<StoredEntry[]> {
  const rows = await tx
    .select({
      queue: queueManagement,
      language: visits.language,
      specialRequirements: visits.specialRequirements,
      birthDate: patients.dateOfBirth,
      serviceUid: services.uid,
      doctorUid: users.uid,
      stationUid: stations.uid,
    })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(patients, eq(patients.id, queueManagement.patientId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(users, eq(users.id, queueManagement.doctorId))
    .leftJoin(stations, eq(stations.id, queueManagement.stationId))
    .where(where)
    .orderBy(asc(queueManagement.id))
    .for('update', { of: queueManagement });
  return rows.map(({ queue, language, specialRequirements, birthDate, ...uids }) => ({
    ...entryOfRow(queue, uids),
    id: queue.id,
    rev: queue.rev,
    visitId: queue.visitId,
    language,
    visitType: queue.visitType,
    facts: factsOfRow(queue, { specialRequirements, birthDate }),
  }));
}

type QueueColumns = typeof queueManagement.$inferSelect;
type Uids = Pick<QueueEntry, 'serviceUid' | 'doctorUid' | 'stationUid'>;

export function entryOfRow(
  queue: QueueColumns,
  uids: Uids,
): Pick<StoredEntry, 'tokenNumber' | 'businessDate' | 'entry' | 'order'> {
  return {
    tokenNumber: queue.tokenNumber,
    businessDate: queue.businessDate,
    entry: {
      ...uids,
      uid: queue.uid,
      status: queue.currentStatus,
      checkedInAt: queue.checkInTime,
      calledAt: queue.calledTime,
      startedAt: queue.consultationStartTime,
      endedAt: queue.consultationEndTime,
      callCount: queue.callCount,
      heldSince: queue.heldSince,
    },
    order: { tier: queue.orderTier, at: queue.orderAt, checkedInAt: queue.orderSince, uid: queue.uid },
  };
}

export function factsOfRow(
  queue: QueueColumns,
  more: Pick<PriorityFacts, 'specialRequirements' | 'birthDate'>,
): PriorityFacts {
  const { emergency, urgency, statedAge, statedSince, longJourney, returned, transferred, bookedAt } = queue;
  return { ...more, emergency, urgency, statedAge, statedSince, longJourney, returned, transferred, bookedAt };
}

/** The columns of an entry's place, with the reasons as they are now. */
export function placeColumns(order: OrderKey, why: PriorityExplanation) {
  return {
    orderTier: order.tier,
    orderAt: order.at,
    orderSince: order.checkedInAt,
    priorityScore: why.priorityScore,
    medicalUrgencyScore: why.medicalUrgencyScore,
    waitTimeScore: why.waitTimeScore,
    aiPriorityFactors: why.factors,
  };
}

/**
 * Writes the domain's part, `rev` included, back; with `why`, the place as well. Service, doctor and station are found by
 * their uids. A call also keeps beside the entry what the patient had been told at check-in.
 */
export async function saveQueueEntry(
  tx: Transaction,
  locationId: number,
  stored: StoredEntry,
  why: PriorityExplanation | null,
): Promise<void> {
  const { entry, facts, order } = stored;
  const { emergency, urgency, statedAge, statedSince, longJourney, returned, transferred, bookedAt } = facts;
  const place = why && {
    ...placeColumns(order, why),
    emergency,
    urgency,
    statedAge,
    statedSince,
    longJourney,
    returned,
    transferred,
    bookedAt,
  };
  await tx
    .update(queueManagement)
    .set({
      ...place,
      rev: stored.rev,
      currentStatus: entry.status,
      serviceId: sql`(SELECT id FROM ${services} WHERE uid = ${entry.serviceUid})`,
      doctorId: sql`(SELECT id FROM ${users} WHERE uid = ${entry.doctorUid})`,
      stationId: stationOf(entry),
      calledTime: entry.calledAt,
      consultationStartTime: entry.startedAt,
      consultationEndTime: entry.endedAt,
      actualWaitTimeMinutes:
        entry.startedAt === null ? null : Math.max(0, Math.floor((entry.startedAt - entry.checkedInAt) / 60_000)),
      ...(entry.status === 'called' && { estimatedWaitTimeMinutes: toldAtFirst(locationId, stored.id) }),
      callCount: entry.callCount,
      heldSince: entry.heldSince,
      updatedAt: sql`now()`,
    })
    .where(and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, stored.id)));
}

/** The id of an entry's station, to be found where it is written. */
export function stationOf({ stationUid }: Pick<QueueEntry, 'stationUid'>): SQL<number | null> {
  return sql`(SELECT id FROM ${stations} WHERE uid = ${stationUid})`;
}

function toldAtFirst(locationId: number, queueId: number) {
  return sql`coalesce(
    (SELECT ${waitPredictions.shownUpper} FROM ${waitPredictions}
      WHERE ${waitPredictions.locationId} = ${locationId} AND ${waitPredictions.queueId} = ${queueId}
      ORDER BY ${waitPredictions.id} LIMIT 1),
    ${queueManagement.estimatedWaitTimeMinutes})`;
}

/** What displays may know of an entry: no personal data, and of its place only where it is, not why. */
export function viewOf(stored: Pick<StoredEntry, 'entry' | 'tokenNumber' | 'businessDate' | 'language' | 'order'>) {
  const { entry, tokenNumber, businessDate, language, order } = stored;
  return {
    uid: entry.uid,
    token: tokenLabel(parseWholeToken(tokenNumber)),
    businessDate,
    status: entry.status,
    serviceUid: entry.serviceUid,
    doctorUid: entry.doctorUid,
    stationUid: entry.stationUid,
    language,
    checkedInAt: entry.checkedInAt,
    calledAt: entry.calledAt,
    callCount: entry.callCount,
    held: entry.heldSince !== null,
    order: { tier: order.tier, at: order.at, since: order.checkedInAt },
  } satisfies QueueEntryView;
}
