import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Ids } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { readTicketAddress, ticketProofText, type TicketAddress } from '#shared/domain/ticket-address.ts';
import { tokenLabel, wholeToken } from '#shared/domain/token.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { keepLane } from '#hub/features/devices/lane-counter.ts';
import { registerPatient } from '#hub/features/patients/register-patient.ts';
import { findDoctor, findService } from './find-place.ts';
import { openVisit } from './open-visit.ts';
import type { QueueScope } from './queue-scope.ts';
import { readLocation, type LocationRow } from './read-location.ts';

export type TicketRecovery = {
  /** As scanned off the paper. */
  ticket: string;
  serviceId: number;
  doctorId: number | null;
  /** Null: somebody whose name is still to be asked. */
  patientId: number | null;
};

/** "Not known": the record needs a date, and staff see at once that nobody was born on this one. */
const UNKNOWN_BIRTH_DATE = '1900-01-01';

/**
 * Opens the visit of a ticket whose device was lost before the hub heard of it, under the token on the paper and with the
 * time of the paper. Of a visit that is here already nothing changes. Returns the queue entry's id. Should the device be
 * found after all, its own word of the visit changes nothing either.
 *
 * Throws `ticket.not_genuine`, `ticket.of_another_day`, `ticket.token_taken`, `….not_found`.
 */
export async function recoverTicket(
  scope: QueueScope,
  ids: Ids,
  matchKey: Uint8Array,
  recovery: TicketRecovery,
): Promise<number> {
  const { tx, feed, locationId, now } = scope;
  const ticket = readTicketAddress(recovery.ticket);
  if (!ticket || !isProved(matchKey, ticket)) throw new AppError('ticket.not_genuine');
  const known = await findVisit(scope, ticket);
  if (known !== null) return known;
  const location = await readLocation(tx, locationId);
  await assertFree(scope, location, ticket);
  await keepLane(tx, locationId, ticket.token.lane);
  const { queueId, view } = await openVisit(scope, {
    ...(await readPlace(scope, recovery)),
    uid: ticket.visitUid,
    queueEntryUid: ids(),
    patientId: await readPatient(scope, location, ticket, recovery.patientId),
    token: ticket.token,
    language: location.language,
    reason: null,
    checkedInAt: Math.min(ticket.issuedAt, now),
    incarnation: null,
    opId: null,
  });
  if (view) feed.put(locationId, 'queue_entry', 1, view);
  await noteRecovery(scope, ticket);
  return queueId;
}

function isProved(matchKey: Uint8Array, { proof, ...claim }: TicketAddress): boolean {
  const wanted = createHmac('sha256', matchKey).update(ticketProofText(claim), 'utf8').digest().subarray(0, 12);
  const given = Buffer.from(proof, 'base64url');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function findVisit({ tx, locationId }: QueueScope, { visitUid }: TicketAddress): Promise<number | null> {
  const [row] = await tx
    .select({ queueId: queueManagement.id })
    .from(visits)
    .innerJoin(queueManagement, eq(queueManagement.visitId, visits.id))
    .where(and(eq(visits.locationId, locationId), eq(visits.uid, visitUid)));
  return row?.queueId ?? null;
}

/** A ticket of another day is nobody who waits; a token may stand for one visit only. */
async function assertFree({ tx, locationId, now }: QueueScope, location: LocationRow, { token }: TicketAddress) {
  const today = serviceDayOf(now, location);
  if (token.businessDate !== today) {
    throw new AppError('ticket.of_another_day', { businessDate: token.businessDate, today });
  }
  const isOfToken = and(eq(visits.locationId, locationId), eq(visits.tokenNumber, wholeToken(token)));
  if ((await tx.$count(visits, isOfToken)) > 0) throw new AppError('ticket.token_taken', { token: tokenLabel(token) });
}

async function readPlace({ tx, locationId }: QueueScope, { serviceId, doctorId }: TicketRecovery) {
  const service = await findService(tx, locationId, serviceId);
  const doctor = doctorId === null ? null : await findDoctor(tx, locationId, doctorId);
  if (doctor && doctor.serviceId !== serviceId) {
    throw new AppError('doctor.not_of_service', { doctor_id: doctorId, service_id: serviceId });
  }
  return {
    service: { id: serviceId, uid: service.uid },
    doctor: doctor && doctorId !== null ? { id: doctorId, uid: doctor.uid } : null,
  };
}

/** Nobody, as for a check-in without a name: under the visit's own uid, so that the same ticket finds the same person. */
async function readPatient(
  { tx, locationId }: QueueScope,
  { country }: LocationRow,
  ticket: TicketAddress,
  id: number | null,
): Promise<number> {
  if (id !== null) {
    const isHere = (await tx.$count(patients, and(eq(patients.locationId, locationId), eq(patients.id, id)))) > 0;
    if (!isHere) throw new AppError('patient.not_found', { id });
    return id;
  }
  const lastName = tokenLabel(ticket.token);
  const nobody = { uid: ticket.visitUid, firstName: 'N. N.', lastName, birthDate: UNKNOWN_BIRTH_DATE, phone: '' };
  return (await registerPatient(tx, { locationId, country }, nobody)).patientId;
}

async function noteRecovery(
  { tx, locationId, actor, now, requestId }: QueueScope,
  { visitUid, token }: TicketAddress,
): Promise<void> {
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: 'queue.recoverTicket',
    entity: 'visit',
    entityUid: visitUid,
    details: { token: wholeToken(token) },
  });
}
