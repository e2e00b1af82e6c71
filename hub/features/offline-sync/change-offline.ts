import { z } from 'zod';
import { canMoveAppointment } from '#shared/domain/appointment.ts';
import { noteSchema } from '#shared/domain/patient.ts';
import { urgencySchema } from '#shared/protocol/api/appointments.ts';
import { instantTextSchema } from '#shared/protocol/api/dates.ts';
import { AppError } from '#shared/domain/errors.ts';
import { fieldsOf, mergeAppointmentFields } from '#hub/features/appointments/appointment-fields.ts';
import type { AppointmentField, AppointmentFields } from '#hub/features/appointments/appointment-fields.ts';
import { changeAppointment } from '#hub/features/appointments/change-appointment.ts';
import { cancelAppointment } from '#hub/features/appointments/finish-appointment.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { lockAppointmentRecord } from './find-record.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';
import { namedRecordSchema, readData } from './read-data.ts';

const fieldsSchema = z
  .object({
    scheduled_date: instantTextSchema,
    duration_minutes: z.int().min(5).max(480),
    doctor_id: z.int().positive(),
    reason_for_visit: noteSchema(500).nullable(),
    symptoms: noteSchema(2000).nullable(),
    special_requirements: noteSchema(500).nullable(),
    urgency_level: urgencySchema,
  })
  .partial();
const changeSchema = fieldsSchema.extend({
  /** As it was read when the change was made: with it, or with `base`, it is known what the change was made from. */
  rev: z.int().min(0).optional(),
  base: fieldsSchema.optional(),
  reason: noteSchema(200).optional(),
});

/**
 * What was changed of an appointment off line, merged with what has become of it since. A slot that somebody else has by
 * now leaves it where it was, and staff are told what was wished for.
 */
export async function changeOffline(scope: OfflineScope, { data, recordedAt }: OfflineOp): Promise<Outcome> {
  const { rev, base, reason, ...fields } = readData(changeSchema, data);
  const seen = await lockAppointmentRecord(scope, readData(namedRecordSchema, data));
  const isUnmoved = rev === undefined && base === undefined && (recordedAt === null || seen.updatedAt <= recordedAt);
  const set = asTexts(fields);
  const started = { base: base === undefined ? null : asTexts(base), isUntouched: rev === seen.rev || isUnmoved };
  const { apply, disputes } = mergeAppointmentFields(fieldsOf(seen), set, started);
  const done = { recordId: seen.id };
  try {
    await scope.tx.transaction(async (tx) =>
      changeAppointment({ ...scope, tx }, { id: seen.id, location: scope.location, fields: apply, reason }),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'appointment.slot_taken') throw error;
    const { alternatives = [] } = error.details;
    const lost = Object.entries(apply).map(([field, device]) => ({
      field,
      why: 'slot_taken',
      base: started.base?.[field as AppointmentField] ?? null,
      device,
      hub: fieldsOf(seen)[field as AppointmentField],
    }));
    const conflict = { disputes: [...disputes, ...lost], alternatives };
    return { ...done, outcome: 'conflict', code: 'appointment.slot_taken', conflict };
  }
  if (disputes.length === 0) return { ...done, outcome: 'synced', code: null };
  return { ...done, outcome: 'conflict', code: 'sync.appointment_differs', conflict: { disputes } };
}

/**
 * An appointment that was called off off line. What is over or has been called off already stays so: the wish came too
 * late, or once too often, and nobody need look at it.
 */
export async function cancelOffline(scope: OfflineScope, { data }: OfflineOp): Promise<Outcome> {
  const { reason } = readData(z.object({ reason: noteSchema(200).optional() }), data);
  const { id, status } = await lockAppointmentRecord(scope, readData(namedRecordSchema, data));
  if (status === 'cancelled') return { outcome: 'synced', code: null, recordId: id };
  if (!canMoveAppointment(status, 'cancel')) {
    return { outcome: 'conflict', code: 'sync.superseded', recordId: id, resolution: 'superseded' };
  }
  await cancelAppointment(scope, id, reason);
  return { outcome: 'synced', code: null, recordId: id };
}

function asTexts(fields: z.output<typeof fieldsSchema>): AppointmentFields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      if (field === 'scheduled_date') return [field, new Date(String(value)).toISOString()];
      return [field, value === null || value === '' ? null : String(value)];
    }),
  );
}
