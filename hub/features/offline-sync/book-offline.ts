import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { findBookedDoctor } from '#hub/features/appointments/find-booked-doctor.ts';
import { columnsOf, isOnline, noteBooking, patientOf, placeBooking } from '#hub/features/appointments/place-booking.ts';
import { readSetting } from '#hub/features/settings/settings.store.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { findPatientRecord } from './find-record.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';
import { readData } from './read-data.ts';

/** Beside what the operation takes: ids that were made off line. */
const madeOfflineSchema = z.object({ uid: z.uuid().optional(), patient_uid: z.uuid().optional() });

/** The time cannot be had: somebody was faster, or it is too late for it by now. */
const LOST = new Set(['appointment.slot_taken', 'appointment.outside_booking_window']);

/**
 * An appointment that was booked off line. Whoever was faster has the slot; the one who lost it is not turned away: their
 * appointment stands without a slot, for staff to find another. Throws what booking throws but for that.
 */
export async function bookOffline(scope: OfflineScope, { data, opId }: OfflineOp): Promise<Outcome> {
  const { uid = opId, patient_uid: patientUid } = readData(madeOfflineSchema, data);
  const patient =
    patientUid === undefined ? {} : { patient_id: (await findPatientRecord(scope, { uid: patientUid })).id };
  const input = readData(bookAppointment.body, { ...data, ...patient });
  if (isOnline(scope.actor) && (input.patient_id !== undefined || input.appointment_type !== 'online')) {
    throw new AppError('auth.required');
  }
  const { doctor, location } = await findBookedDoctor(scope.tx, input.doctor_id, scope.locationId);
  const booking = { doctor, location, input };
  // The appointment's own id is the one that was made off line, where there is one.
  const own = { ...scope, ids: firstOf(uid, scope.ids) };
  try {
    const { id } = await scope.tx.transaction(async (tx) => placeBooking({ ...own, tx }, booking));
    return { outcome: 'synced', code: null, recordId: id };
  } catch (error) {
    if (!(error instanceof AppError) || !LOST.has(error.code)) throw error;
    const recordId = await bookWithoutSlot({ ...own, ids: firstOf(uid, scope.ids) }, booking);
    const { alternatives = [] } = error.details;
    const wanted = { doctor_id: doctor.id, scheduled_date: input.scheduled_date };
    return { outcome: 'conflict', code: 'sync.needs_rebooking', recordId, conflict: { wanted, alternatives } };
  }
}

async function bookWithoutSlot(scope: OfflineScope, booking: Parameters<typeof placeBooking>[1]): Promise<number> {
  const { tx, now, actor } = scope;
  const { doctor, location, input } = booking;
  const { default_minutes: usual } = await readSetting(tx, location.id, 'appointments');
  const uid = scope.ids();
  const [booked] = await tx
    .insert(appointments)
    .values({
      ...columnsOf(booking, actor),
      uid,
      locationId: location.id,
      patientId: await patientOf(scope, location, input),
      doctorId: doctor.id,
      serviceId: doctor.serviceId,
      scheduledDate: Date.parse(input.scheduled_date),
      durationMinutes: input.duration_minutes ?? usual,
      needsRebookingSince: now,
    })
    .returning();
  await noteBooking(scope, booked!);
  return booked!.id;
}

/** `first` once, and then whatever comes. */
function firstOf(first: string, ids: OfflineScope['ids']): OfflineScope['ids'] {
  let isGiven = false;
  return () => {
    if (isGiven) return ids();
    isGiven = true;
    return first;
  };
}
