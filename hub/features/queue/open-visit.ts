import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { wholeToken, type Token } from '#shared/domain/token.ts';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { Transaction } from '#hub/db/client.ts';
import { queueEvents, queueManagement, visits } from '#hub/db/schema/queue.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { snapshotOf } from './entry-snapshot.ts';
import { placeNewcomer } from './place-newcomer.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { actorColumns } from './queue-actor.ts';
import type { QueueScope } from './queue-scope.ts';
import { viewOf, type StoredEntry } from './queue-entry.store.ts';
import { readNewcomer } from './read-newcomer.ts';

export type NewVisit = {
  uid: string;
  queueEntryUid: string;
  patientId: number;
  /** The booking that brought them. */
  appointmentId?: number | null;
  service: { id: number; uid: string };
  doctor: { id: number; uid: string } | null;
  token: Token;
  language: Language;
  reason: string | null;
  /** As judged at the kiosk or the desk; left out or null: not judged, and an appointment's own counts. */
  urgencyLevel?: UrgencyLevel | null;
  specialRequirements?: string | null;
  longJourney?: boolean;
  checkedInAt: Instant;
  incarnation: string | null;
  opId: string | null;
};

export type OpenedVisit = {
  queueId: number;
  /** For the feed; null when this visit was open already, so that nothing changed. */
  view: QueueEntryView | null;
};

/**
 * Opens a visit under the token already on the patient's ticket and puts it in the queue. Opening it again changes
 * nothing. Throws `sync.visit_exists` when the uid stands for another visit; a token on another ticket breaks a unique
 * constraint.
 */
export async function openVisit(scope: Omit<QueueScope, 'feed'>, visit: NewVisit): Promise<OpenedVisit> {
  const { tx, locationId, now } = scope;
  const tokenNumber = wholeToken(visit.token);
  const newcomer = await readNewcomer(tx, visit);
  const shared = {
    locationId,
    patientId: visit.patientId,
    appointmentId: visit.appointmentId ?? null,
    serviceId: visit.service.id,
    doctorId: visit.doctor?.id ?? null,
    businessDate: visit.token.businessDate,
    tokenNumber,
  };
  const [opened] = await tx
    .insert(visits)
    .values({
      ...shared,
      uid: visit.uid,
      lane: visit.token.lane,
      number: visit.token.number,
      language: visit.language,
      reasonForVisit: visit.reason,
      specialRequirements: newcomer.facts.specialRequirements,
      incarnation: visit.incarnation,
      checkedInAt: visit.checkedInAt,
    })
    .onConflictDoNothing({ target: visits.uid })
    .returning({ id: visits.id });
  if (!opened) return { queueId: await findOpenVisit(tx, locationId, visit.uid, tokenNumber), view: null };

  const unplaced = {
    ...newcomer,
    visitId: opened.id,
    tokenNumber,
    businessDate: visit.token.businessDate,
    language: visit.language,
    // A device whose clock is ahead must not put its patients behind everyone who will ever come.
    entry: newEntry(visit, Math.min(visit.checkedInAt, now)),
  };
  const placed = placeNewcomer(unplaced, await readPrioritySettings(tx, locationId), now);
  const [row] = await tx
    .insert(queueManagement)
    .values({
      ...shared,
      ...placed.columns,
      uid: visit.queueEntryUid,
      visitId: opened.id,
      checkInTime: unplaced.entry.checkedInAt,
    })
    .returning({ id: queueManagement.id, rev: queueManagement.rev });
  const stored = { ...placed.stored, ...row! };
  await recordCheckIn(scope, visit, stored);
  return { queueId: stored.id, view: viewOf(stored) };
}

function newEntry(visit: NewVisit, checkedInAt: Instant): StoredEntry['entry'] {
  return {
    uid: visit.queueEntryUid,
    status: 'waiting',
    serviceUid: visit.service.uid,
    doctorUid: visit.doctor?.uid ?? null,
    stationUid: null,
    checkedInAt,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    callCount: 0,
    heldSince: null,
  };
}

async function recordCheckIn(
  { tx, locationId, actor, now, requestId }: Omit<QueueScope, 'feed'>,
  visit: NewVisit,
  stored: StoredEntry,
): Promise<void> {
  await tx.insert(queueEvents).values({
    ...actorColumns(actor),
    locationId,
    queueId: stored.id,
    type: 'check_in',
    toStatus: 'waiting',
    at: visit.checkedInAt,
    recordedAt: now,
    opId: visit.opId,
    rev: stored.rev,
    entry: snapshotOf(stored),
  });
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: 'visit.check_in',
    entity: 'visit',
    entityUid: visit.uid,
    details: { token: stored.tokenNumber },
  });
}

async function findOpenVisit(tx: Transaction, locationId: number, uid: string, tokenNumber: string): Promise<number> {
  const [row] = await tx
    .select({ queueId: queueManagement.id })
    .from(visits)
    .innerJoin(queueManagement, eq(queueManagement.visitId, visits.id))
    .where(and(eq(visits.uid, uid), eq(visits.locationId, locationId), eq(visits.tokenNumber, tokenNumber)));
  if (!row) throw new AppError('sync.visit_exists', { uid });
  return row.queueId;
}
