import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { accountLinkSchema } from './account-link.ts';
import { defineContract } from './contract.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const position = z.int().min(0).max(100_000);

export const stationRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  name: localizedTextSchema,
  active: z.boolean(),
  position: z.int().optional(),
});
export type StationRow = z.infer<typeof stationRowSchema>;

export const listStations = defineContract({
  id: 'stations.list',
  method: 'GET',
  path: '/api/stations',
  summary: "The rooms and counters of the caller's location",
  reply: z.array(stationRowSchema),
});

const stationFields = { name: localizedTextSchema, position, active: z.boolean() };

export const createStation = defineContract({
  id: 'stations.create',
  method: 'POST',
  path: '/api/stations',
  summary: 'A new room or counter',
  body: z.object(stationFields).partial({ position: true, active: true }),
  reply: stationRowSchema,
});

export const changeStation = defineContract({
  id: 'stations.change',
  method: 'PATCH',
  path: '/api/stations/:id',
  summary: 'Change a room or counter, or take it out of use; fields left out stay as they are',
  params,
  body: z.object(stationFields).partial(),
  reply: stationRowSchema,
});

const serviceFields = {
  name: localizedTextSchema,
  /** Where to sit until called, as printed on the ticket. */
  waiting_area: localizedTextSchema.nullable(),
  average_minutes: z.int().min(1).max(480),
  position,
  active: z.boolean(),
};
export const serviceRowSchema = z.object({ id: z.int(), uid: z.uuid(), ...serviceFields });
export type ServiceRow = z.infer<typeof serviceRowSchema>;

export const listServices = defineContract({
  id: 'services.list',
  method: 'GET',
  path: '/api/services',
  summary: "The services of the caller's location, in the order in which they are offered",
  reply: z.array(serviceRowSchema),
});

export const createService = defineContract({
  id: 'services.create',
  method: 'POST',
  path: '/api/services',
  summary: 'A new service',
  body: z.object(serviceFields).partial({ waiting_area: true, average_minutes: true, position: true, active: true }),
  reply: serviceRowSchema,
});

export const changeService = defineContract({
  id: 'services.change',
  method: 'PATCH',
  path: '/api/services/:id',
  summary: 'Change a service, or stop offering it; fields left out stay as they are',
  params,
  body: z.object(serviceFields).partial(),
  reply: serviceRowSchema,
});

const doctorFields = {
  display_name: localizedTextSchema,
  specialty: localizedTextSchema.nullable(),
  service_id: z.int().positive(),
  /** Where they usually call to. */
  station_id: z.int().positive().nullable(),
  position,
};
export const doctorRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  ...doctorFields,
  active: z.boolean(),
  /** Null: they do not sign in. */
  email: z.string().nullable(),
});
export type DoctorRow = z.infer<typeof doctorRowSchema>;

export const listDoctors = defineContract({
  id: 'doctors.list',
  method: 'GET',
  path: '/api/doctors',
  summary: "The doctors of the caller's location",
  reply: z.array(doctorRowSchema),
});

export const createDoctor = defineContract({
  id: 'doctors.create',
  method: 'POST',
  path: '/api/doctors',
  summary: 'A new doctor; with an e-mail address they can sign in, by the link returned, which is shown once',
  body: z
    .object({ ...doctorFields, email: z.email().max(254) })
    .partial({ specialty: true, station_id: true, position: true, email: true }),
  reply: z.object({ doctor: doctorRowSchema, link: accountLinkSchema.nullable() }),
});

export const changeDoctor = defineContract({
  id: 'doctors.change',
  method: 'PATCH',
  path: '/api/doctors/:id',
  summary: 'Change what patients see of a doctor, or whether they work; fields left out stay as they are',
  params,
  body: z.object({ ...doctorFields, active: z.boolean() }).partial(),
  reply: doctorRowSchema,
});
