import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { CheckInRefusal } from '#shared/protocol/api/devices.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { insertPatient } from '#testing/factories/booking.ts';
import { insertLocation, insertService, insertUser } from '#testing/factories/clinic.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let locationId = 0;
let staff: { authorization: string };
beforeEach(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  staff = await hub.staffHeaders(locationId, 'front_desk');
});

async function refuse(reason: string, ago: { minutes: number; appointmentUid?: string }) {
  const kiosk = await insertDevice(hub.hub.db, { locationId, n: Math.floor(ago.minutes) });
  await hub.hub.transact(async ({ tx }) =>
    recordAudit(tx, {
      locationId,
      actor: kiosk.actor,
      at: hub.hub.clock() - ago.minutes * 60_000,
      requestId: null,
      action: 'checkin.refused',
      entity: ago.appointmentUid === undefined ? 'device' : 'appointment',
      entityUid: ago.appointmentUid ?? kiosk.actor.deviceUid,
      details: { reason, opId: randomUUID() },
    }),
  );
}

async function list(headers = staff) {
  const response = await hub.get('/api/devices/check-in-refusals', headers);
  return ((await response.json()) as { data: CheckInRefusal[] }).data;
}

test('who was sent to the desk is shown with the reason and the appointment, newest first, and never with a name', async () => {
  const { id: serviceId } = await insertService(hub.hub.db, { locationId });
  const displayName = { text: 'Dr. Rao' };
  const doctor = await insertUser(hub.hub.db, { locationId, role: 'doctor', serviceId, displayName });
  const patient = await insertPatient(hub.hub.db, { locationId, firstName: 'Secretname' });
  const [appointment] = await hub.hub.db
    .insert(appointments)
    .values({
      uid: randomUUID(),
      locationId,
      patientId: patient.id,
      doctorId: doctor.id,
      appointmentType: 'online',
      scheduledDate: hub.hub.clock() + 3 * 3_600_000,
    })
    .returning();
  await refuse('not_found', { minutes: 5 });
  await refuse('too_early', { minutes: 2, appointmentUid: appointment!.uid });
  const rows = await list();
  expect(rows).toMatchObject([
    { reason: 'too_early', appointment: { id: appointment!.id, doctor_name: 'Dr. Rao' } },
    { reason: 'not_found', appointment: null },
  ]);
  expect(JSON.stringify(rows)).not.toContain('Secretname');
});

test('what is hours old is left out, and so is what another location’s kiosks refused', async () => {
  await refuse('too_late', { minutes: 300 });
  expect(await list()).toEqual([]);
  await refuse('too_late', { minutes: 1 });
  const elsewhere = (await insertLocation(hub.database.db)).id;
  expect(await list(await hub.staffHeaders(elsewhere, 'admin'))).toEqual([]);
  expect(await list()).toHaveLength(1);
});
