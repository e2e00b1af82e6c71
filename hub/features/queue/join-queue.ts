import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Ids } from '#shared/domain/ports.ts';
import type { joinQueue as joinContract, UrgencyLevel } from '#shared/protocol/api/queue.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { findDoctor, findService } from './find-place.ts';
import { isPresent } from './open-entries.ts';
import { issueDeskToken } from './issue-desk-token.ts';
import { openVisit } from './open-visit.ts';
import type { QueueScope } from './queue-scope.ts';
import { readLocation, type LocationRow } from './read-location.ts';
import { isOfQueue } from './waiting-order.ts';

export type Joining = {
  /** Made where the wish was recorded; left out: made here. */
  queueEntryUid?: string;
  patientId: number;
  /** Null: whoever of the service is free. */
  doctorId: number | null;
  /** Needed without a doctor. */
  serviceId: number | undefined;
  reason: string | null;
  urgencyLevel: UrgencyLevel | null;
  specialRequirements: string | null;
  longJourney: boolean;
  language: Language | undefined;
};

/** As it is asked for, at once or recorded off line. */
export function readJoining(input: z.infer<typeof joinContract.body>): Joining {
  return {
    patientId: input.patient_id,
    doctorId: input.doctor_id ?? null,
    serviceId: input.service_id,
    reason: input.reason_for_visit || null,
    urgencyLevel: input.urgency_level ?? null,
    specialRequirements: input.special_requirements || null,
    longJourney: input.long_journey ?? false,
    language: input.language,
  };
}

/**
 * The desk checks a registered patient in, under the next token of its own lane. Throws `….not_found`,
 * `doctor.not_of_service`, and `queue.already_waiting` for who stands in that queue already.
 */
export async function joinQueue(scope: QueueScope, ids: Ids, joining: Joining): Promise<number> {
  const { tx, feed, locationId, now } = scope;
  const location = await readLocation(tx, locationId);
  await lockPatient(scope, joining.patientId);
  const place = await findQueue(scope, joining);
  await assertNotWaiting(scope, location, joining.patientId, place);
  const { queueId, view } = await openVisit(scope, {
    ...place,
    uid: ids(),
    queueEntryUid: joining.queueEntryUid ?? ids(),
    patientId: joining.patientId,
    token: await issueDeskToken(tx, location, now),
    language: joining.language ?? location.language,
    reason: joining.reason,
    urgencyLevel: joining.urgencyLevel,
    specialRequirements: joining.specialRequirements,
    longJourney: joining.longJourney,
    checkedInAt: now,
    incarnation: null,
    opId: null,
  });
  if (view) feed.put(locationId, 'queue_entry', 1, view);
  return queueId;
}

/** Locked, so that two desks that check one patient in at once do not both find that nobody waits. */
async function lockPatient({ tx, locationId }: QueueScope, id: number): Promise<void> {
  const [patient] = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.locationId, locationId), eq(patients.id, id)))
    .for('update');
  if (!patient) throw new AppError('patient.not_found', { id });
}

type Place = { service: { id: number; uid: string }; doctor: { id: number; uid: string } | null };

async function findQueue({ tx, locationId }: QueueScope, { doctorId, serviceId }: Joining): Promise<Place> {
  const doctor = doctorId === null ? null : await findDoctor(tx, locationId, doctorId);
  const id = serviceId ?? doctor?.serviceId ?? null;
  if (id === null) throw new AppError('doctor.not_of_service', { doctor_id: doctorId, service_id: null });
  const service = await findService(tx, locationId, id);
  if (doctor && doctor.serviceId !== id) {
    throw new AppError('doctor.not_of_service', { doctor_id: doctorId, service_id: id });
  }
  return {
    service: { id, uid: service.uid },
    doctor: doctor && doctorId !== null ? { id: doctorId, uid: doctor.uid } : null,
  };
}

async function assertNotWaiting(
  { tx, locationId, now }: QueueScope,
  location: LocationRow,
  patientId: number,
  { service, doctor }: Place,
): Promise<void> {
  const [there] = await tx
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(
      and(
        isPresent(locationId, location, now),
        eq(queueManagement.patientId, patientId),
        inArray(queueManagement.currentStatus, ['waiting', 'called', 'in_consultation']),
        isOfQueue(service.id, doctor?.id ?? null),
      ),
    )
    .limit(1);
  if (there) throw new AppError('queue.already_waiting', { queue_id: there.id });
}
