import { randomUUID } from 'node:crypto';
import { appointments, availability, holidays } from '#hub/db/schema/appointments.ts';
import { patientDuplicates, patients } from '#hub/db/schema/patients.ts';
import { printRequests } from '#hub/db/schema/devices.ts';
import { payments } from '#hub/db/schema/records.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { signPatientToken } from '#hub/http/patient-token.ts';
import { insertAvailability, insertPatient } from '#testing/factories/booking.ts';
import { insertLocation, insertService, insertStation, insertUser } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { addCheckIn, newOpLog } from '#testing/factories/op-log.ts';
import { pushOps } from '#hub/features/sync/push-ops.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { Caller } from '#hub/access-table.ts';
import type { TestHub } from '#testing/hub/test-hub.ts';
import { eq } from 'drizzle-orm';

export type SampleClinic = {
  locationId: number;
  /** What stands in every name of this clinic, and so must never be seen from another. */
  secret: string;
  /** A row of each kind, by the first words of the paths that take its id. */
  ids: Record<string, number>;
  kiosk: EnrolledDevice;
  /** Headers with which each caller proves who they are. */
  headersOf(caller: Caller): Promise<Record<string, string>>;
};

/** A clinic with one row of everything that an operation can take the id of. */
export async function openSampleClinic(test: TestHub, secret: string): Promise<SampleClinic> {
  const { db } = test.hub;
  const name = { text: secret };
  // Three lanes are given out below; the desk's own is the next.
  const location = await insertLocation(db, { name, lanesIssued: 3 });
  const locationId = location.id;
  const service = await insertService(db, { locationId, name });
  const station = await insertStation(db, { locationId, name });
  const doctor = await insertUser(db, {
    locationId,
    role: 'doctor',
    serviceId: service.id,
    stationId: station.id,
    displayName: name,
    specialty: name,
  });
  const user = await insertUser(db, { locationId, displayName: name });
  const admin = await insertUser(db, { locationId, role: 'admin', displayName: name, passwordHash: '!' });
  const kiosk = await insertDevice(db, { locationId, n: 0 });
  const display = await insertDevice(db, { locationId, n: 1, kind: 'display' });
  const spare = await insertDevice(db, { locationId, n: 2 });
  const patient = await insertPatient(db, { locationId, firstName: secret, lastName: secret, phone: '+4930123456' });
  const rule = await insertAvailability(db, { locationId, doctorId: doctor.id, date: '2030-01-07' });
  const [holiday] = await db.insert(holidays).values({ locationId, date: '2030-12-25', name: secret }).returning();
  const [appointment] = await db
    .insert(appointments)
    .values({
      uid: randomUUID(),
      locationId,
      patientId: patient.id,
      doctorId: doctor.id,
      serviceId: service.id,
      appointmentType: 'online',
      scheduledDate: Date.parse('2030-01-07T09:00:00Z'),
      reasonForVisit: secret,
    })
    .returning();
  const now = test.hub.clock();
  const checkIn = aCheckIn(1, {
    lane: kiosk.lane,
    serviceUid: service.uid,
    businessDate: serviceDayOf(now, location),
    checkedInAt: now,
  });
  const log = newOpLog(kiosk.incarnation);
  const named = { ...checkIn, patient: { ...checkIn.patient, firstName: secret, lastName: secret } };
  addCheckIn(log, randomUUID(), named);
  // Refused by the hub for its service, and so kept for staff.
  addCheckIn(log, randomUUID(), {
    ...named,
    visit: { ...named.visit, uid: randomUUID(), queueEntryUid: randomUUID(), serviceUid: randomUUID() },
    token: { ...named.token, number: 2 },
  });
  const request = { incarnation: kiosk.incarnation, ops: log.ops };
  await test.hub.transact(async (scope) => pushOps(scope, kiosk.actor, request, { now, requestId: null }));
  const [visit] = await db.select().from(visits).where(eq(visits.locationId, locationId));
  const [printRequest] = await db
    .insert(printRequests)
    .values({
      uid: randomUUID(),
      locationId,
      visitId: visit!.id,
      deviceId: kiosk.actor.deviceId,
      requestedAt: now,
    })
    .returning();
  const [charge] = await db
    .insert(payments)
    .values({
      opUid: randomUUID(),
      locationId,
      patientId: patient.id,
      visitId: visit!.id,
      kind: 'charge',
      method: 'desk',
      status: 'pending',
      amount: '25.50',
      currency: 'EUR',
    })
    .returning();
  const [entry] = await db.select().from(queueManagement).where(eq(queueManagement.locationId, locationId));
  const registered = await db.select({ id: patients.id }).from(patients).where(eq(patients.locationId, locationId));
  const pairIds = { patientId: Math.max(...registered.map(({ id }) => id)), otherId: patient.id };
  const noted = { locationId, ...pairIds, score: 0.9, reasons: [], foundAt: now };
  const [pair] = await db.insert(patientDuplicates).values(noted).returning();
  const conflicts = await db.select().from(offlineSyncLogs).where(eq(offlineSyncLogs.locationId, locationId));
  const conflict = conflicts.find((row) => row.syncStatus === 'failed');

  async function headersOf(caller: Caller): Promise<Record<string, string>> {
    switch (caller) {
      case 'anyone':
        return {};
      case 'kiosk':
        return { authorization: `Device ${kiosk.actor.deviceUid}:${kiosk.key}` };
      case 'display':
        return { authorization: `Device ${display.actor.deviceUid}:${display.key}` };
      case 'patient': {
        const { id: appointmentId, uid: appointmentUid } = appointment!;
        const accessNumber = 0;
        const actor = {
          kind: 'patient',
          role: 'patient',
          appointmentId,
          appointmentUid,
          locationId,
          accessNumber,
        } as const;
        const times = { now, expiresAt: now + 3_600_000 };
        return { authorization: `Bearer ${await signPatientToken(actor, test.hub.keys.patientToken, times)}` };
      }
      default:
        return test.staffHeaders(locationId, caller);
    }
  }

  return {
    locationId,
    secret,
    kiosk,
    headersOf,
    ids: {
      locations: locationId,
      services: service.id,
      stations: station.id,
      doctors: doctor.id,
      users: user.id,
      admins: admin.id,
      devices: spare.actor.deviceId,
      patients: patient.id,
      appointments: appointment!.id,
      availability: rule.id,
      holidays: holiday!.id,
      queue: entry!.id,
      'patient-duplicates': pair!.id,
      'print-requests': printRequest!.id,
      payments: charge!.id,
      'sync/conflicts': conflict!.id,
    },
  };
}

/** Every row of a location in the tables that hold what its people see, as text: equal texts, nothing was touched. */
export async function readClinicRows(test: TestHub, locationId: number): Promise<string> {
  const tables = [patients, appointments, availability, holidays, queueManagement, offlineSyncLogs, payments];
  const rows = await Promise.all(
    tables.map(async (table) =>
      test.hub.db.select().from(table).where(eq(table.locationId, locationId)).orderBy(table.id),
    ),
  );
  return JSON.stringify(rows);
}
