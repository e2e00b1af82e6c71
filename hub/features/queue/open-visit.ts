import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { wholeToken, type Token } from '#shared/domain/token.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { Transaction } from '#hub/db/client.ts';
import { queueEvents, queueManagement, visits } from '#hub/db/schema/queue.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { actorColumns } from './queue-actor.ts';
import type { QueueScope } from './queue-scope.ts';
import { viewOf } from './queue-entry.store.ts';

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
export async function openVisit(
  { tx, locationId, actor, now, requestId }: Omit<QueueScope, 'feed'>,
  visit: NewVisit,
): Promise<OpenedVisit> {
  const tokenNumber = wholeToken(visit.token);
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
      incarnation: visit.incarnation,
      checkedInAt: visit.checkedInAt,
    })
    .onConflictDoNothing({ target: visits.uid })
    .returning({ id: visits.id });
  if (!opened) return { queueId: await findOpenVisit(tx, locationId, visit.uid, tokenNumber), view: null };

  // A device whose clock is ahead must not put its patients behind everyone who will ever come.
  const checkInTime = Math.min(visit.checkedInAt, now);
  const [entry] = await tx
    .insert(queueManagement)
    .values({ ...shared, uid: visit.queueEntryUid, visitId: opened.id, checkInTime })
    .returning({ id: queueManagement.id, rev: queueManagement.rev });
  const queueId = entry!.id;
  await tx.insert(queueEvents).values({
    ...actorColumns(actor),
    locationId,
    queueId,
    type: 'check_in',
    toStatus: 'waiting',
    at: visit.checkedInAt,
    opId: visit.opId,
  });
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: 'visit.check_in',
    entity: 'visit',
    entityUid: visit.uid,
    details: { token: tokenNumber },
  });
  const view = viewOf({
    tokenNumber,
    businessDate: visit.token.businessDate,
    language: visit.language,
    entry: {
      uid: visit.queueEntryUid,
      status: 'waiting',
      serviceUid: visit.service.uid,
      doctorUid: visit.doctor?.uid ?? null,
      stationUid: null,
      checkedInAt: checkInTime,
      calledAt: null,
      startedAt: null,
      endedAt: null,
      callCount: 0,
      heldSince: null,
    },
  });
  return { queueId, view };
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
