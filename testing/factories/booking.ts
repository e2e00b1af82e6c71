import { randomUUID } from 'node:crypto';
import type { Queryable } from '#hub/db/client.ts';
import { appointments, availability } from '#hub/db/schema/appointments.ts';
import type { locations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';
import { insertLocation, insertService, insertUser } from './clinic.ts';

export async function insertPatient(
  db: Queryable,
  given: Partial<typeof patients.$inferInsert> & { locationId: number },
): Promise<typeof patients.$inferSelect> {
  const [row] = await db
    .insert(patients)
    .values({ uid: randomUUID(), firstName: 'Amina', lastName: 'Haddad', dateOfBirth: '1984-05-12', ...given })
    .returning();
  return row!;
}

export async function insertAvailability(
  db: Queryable,
  given: Partial<typeof availability.$inferInsert> & { locationId: number; doctorId: number; date: string },
): Promise<typeof availability.$inferSelect> {
  const [row] = await db
    .insert(availability)
    .values({ uid: randomUUID(), startTime: '09:00', endTime: '17:00', ...given })
    .returning();
  return row!;
}

export async function insertAppointment(
  db: Queryable,
  given: Partial<typeof appointments.$inferInsert> & {
    locationId: number;
    doctorId: number;
    patientId: number;
    scheduledDate: number;
  },
): Promise<typeof appointments.$inferSelect> {
  const [row] = await db
    .insert(appointments)
    .values({ uid: randomUUID(), appointmentType: 'online', ...given })
    .returning();
  return row!;
}

/** A location with one doctor, who may or may not receive: that is for the test to say. */
export async function insertPractice(
  db: Queryable,
  given: Partial<typeof locations.$inferInsert> = {},
): Promise<{ location: typeof locations.$inferSelect; doctor: BookableDoctor }> {
  const location = await insertLocation(db, given);
  const service = await insertService(db, { locationId: location.id });
  const user = await insertUser(db, {
    locationId: location.id,
    role: 'doctor',
    serviceId: service.id,
    displayName: { text: 'Dr. Amara Okafor' },
    specialty: { text: 'Cardiology', translations: { es: 'Cardiología' } },
  });
  const { id, uid, displayName: name, specialty, serviceId } = user;
  return { location, doctor: { id, uid, name, specialty, serviceId } };
}

export type OpenPractice = Awaited<ReturnType<typeof openPractice>>;

/** A practice whose doctor receives every day from eight to six, local time, in slots of half an hour. */
export async function openPractice(db: Queryable, capacity = 1) {
  const { location, doctor } = await insertPractice(db);
  await insertAvailability(db, {
    locationId: location.id,
    doctorId: doctor.id,
    date: '2020-01-01',
    startTime: '08:00',
    endTime: '18:00',
    isRecurring: true,
    recurrencePattern: 'FREQ=DAILY',
    maxPatientsPerSlot: capacity,
  });
  return { locationId: location.id, location, doctor };
}
