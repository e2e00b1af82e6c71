import { and, eq } from 'drizzle-orm';
import { canMoveAppointment } from '#shared/domain/appointment.ts';
import { AppError } from '#shared/domain/errors.ts';
import { languageSchema, type Language } from '#shared/domain/language.ts';
import type { Ids } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { wholeToken } from '#shared/domain/token.ts';
import type { Transaction } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import { findPatient } from '#hub/features/patients/patient-rows.queries.ts';
import { issueDeskToken } from '#hub/features/queue/issue-desk-token.ts';
import { openVisit } from '#hub/features/queue/open-visit.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { findOpenEntry } from './open-entry.queries.ts';
import { lockAppointment, noteCheckIn, type Appointment } from './move-appointment.ts';

export type DeskCheckIn = { queueId: number; tokenNumber: string };

/**
 * The patient of an appointment has come: visit, token of the desk and place in the doctor's queue. Throws
 * `appointment.not_found`, `appointment.illegal_move` (cancelled, over), `appointment.checked_in`,
 * `appointment.not_today`, `appointment.no_service`.
 */
export async function checkInAppointment(scope: CommandScope, ids: Ids, id: number): Promise<DeskCheckIn> {
  const { tx, feed, locationId, now } = scope;
  const appointment = await lockAppointment(tx, locationId, id);
  const location = await readLocation(tx, locationId);
  const isHere = (await findOpenEntry(tx, locationId, id)) !== null;
  if (isHere) throw new AppError('appointment.checked_in', { id, token: appointment.queueToken });
  assertCanCheckIn(appointment, serviceDayOf(appointment.scheduledDate, location) === serviceDayOf(now, location));
  const place = await findPlace(tx, locationId, appointment);
  const token = await issueDeskToken(tx, location, now);
  const { queueId, view } = await openVisit(scope, {
    uid: ids(),
    queueEntryUid: ids(),
    patientId: appointment.patientId,
    appointmentId: id,
    service: place.service,
    doctor: place.doctor,
    token,
    language: await languageOf(tx, appointment, location.language),
    reason: appointment.reasonForVisit,
    checkedInAt: now,
    incarnation: null,
    opId: null,
  });
  const tokenNumber = wholeToken(token);
  await noteCheckIn(scope, appointment, tokenNumber);
  if (view) feed.put(locationId, 'queue_entry', 1, view);
  return { queueId, tokenNumber };
}

function assertCanCheckIn({ id, status, queueToken }: Appointment, isToday: boolean): void {
  if (!canMoveAppointment(status, 'start'))
    throw new AppError('appointment.illegal_move', { from: status, event: 'start' });
  if (queueToken !== null) throw new AppError('appointment.checked_in', { id, token: queueToken });
  if (!isToday) throw new AppError('appointment.not_today', { id });
}

type Place = { service: { id: number; uid: string }; doctor: { id: number; uid: string } };

/** The doctor's queue in the service they were booked in, or work in now. */
async function findPlace(tx: Transaction, locationId: number, appointment: Appointment): Promise<Place> {
  const [doctor] = await tx
    .select({ id: users.id, uid: users.uid, serviceId: users.serviceId })
    .from(users)
    .where(and(eq(users.locationId, locationId), eq(users.id, appointment.doctorId)));
  const serviceId = appointment.serviceId ?? doctor?.serviceId ?? 0;
  const [service] = await tx
    .select({ id: services.id, uid: services.uid })
    .from(services)
    .where(and(eq(services.locationId, locationId), eq(services.id, serviceId)));
  if (!doctor || !service) throw new AppError('appointment.no_service', { id: appointment.id });
  return { service, doctor };
}

/** What the patient wishes to be spoken to in, where that is known. */
async function languageOf(
  tx: Transaction,
  { locationId, patientId }: Appointment,
  otherwise: Language,
): Promise<Language> {
  const { communicationPreferences } = await findPatient(tx, locationId, patientId);
  return languageSchema.catch(otherwise).parse(communicationPreferences['language']);
}
