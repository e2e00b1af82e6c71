import { and, desc, eq, gte } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { CheckInRefusal } from '#shared/protocol/api/devices.ts';
import { checkInRefusedPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { users } from '#hub/db/schema/staff.ts';

/** Whoever was refused longer ago has come to the desk or gone home. */
const LOOK_BACK_MS = 4 * 3_600_000;
const MOST = 50;
const reasonSchema = checkInRefusedPayloadSchema.pick({ reason: true });

/** Without the person: names of those who never came in are nobody's business; the desk asks who stands before it. */
export async function readCheckInRefusals(db: Queryable, locationId: number, now: Instant): Promise<CheckInRefusal[]> {
  const isOfAppointment = and(
    eq(auditLog.entity, 'appointment'),
    eq(appointments.uid, auditLog.entityUid),
    eq(appointments.locationId, auditLog.locationId),
  );
  const rows = await db
    .select({ entry: auditLog, device: devices.name, appointment: appointments, doctor: users.displayName })
    .from(auditLog)
    .leftJoin(devices, eq(devices.id, auditLog.actorDeviceId))
    .leftJoin(appointments, isOfAppointment)
    .leftJoin(users, eq(users.id, appointments.doctorId))
    .where(
      and(
        eq(auditLog.locationId, locationId),
        gte(auditLog.at, now - LOOK_BACK_MS),
        eq(auditLog.action, OP_KINDS.checkInRefused),
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(MOST);
  return rows.flatMap(({ entry, device, appointment, doctor }) => {
    const said = reasonSchema.safeParse(entry.details);
    if (!said.success) return [];
    return {
      id: entry.id,
      at: new Date(entry.at).toISOString(),
      device_id: entry.actorDeviceId,
      device_name: device,
      reason: said.data.reason,
      appointment: appointment && {
        id: appointment.id,
        appointment_number: appointment.appointmentNumber,
        scheduled_date: new Date(appointment.scheduledDate).toISOString(),
        doctor_name: doctor ? localize(doctor, 'en') : '',
      },
    };
  });
}
