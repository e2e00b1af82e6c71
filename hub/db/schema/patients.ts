import { boolean, date, doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Gender } from '#shared/domain/patient.ts';
import { changeTimes, id, identity, instant, locationId, reference } from './column-types.ts';

export const patients = pgTable('patients', {
  ...identity(),
  locationId: locationId(),
  patientNumber: text('patient_number')
    .notNull()
    .unique()
    .default(sql`'P-' || zero_padded(nextval('patient_number_seq'), 6)`),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  /** Null only until the desk asks someone who booked without telling it. */
  dateOfBirth: date('date_of_birth', { mode: 'string' }),
  gender: text('gender').$type<Gender>(),
  phone: text('phone'),
  email: text('email'),
  address: text('address'),
  emergencyContactName: text('emergency_contact_name'),
  emergencyContactPhone: text('emergency_contact_phone'),
  medicalHistory: jsonb('medical_history').$type<Record<string, unknown>>().notNull().default({}),
  insuranceProvider: text('insurance_provider'),
  insuranceNumber: text('insurance_number'),
  communicationPreferences: jsonb('communication_preferences').$type<Record<string, unknown>>().notNull().default({}),
  /** Set when this record was merged into another, reversibly. */
  mergedIntoId: reference('merged_into_id'),
  /** What kiosks recognise this patient by, and the `rev` from which it was made (`publishKnownPatients`). */
  kioskHash: text('kiosk_hash'),
  kioskRev: integer('kiosk_rev'),
  /** Both names without case and accents, a space before each word. */
  searchName: text('search_name')
    .notNull()
    .generatedAlwaysAs(sql`search_text(' ' || first_name || ' ' || last_name)`),
  ...changeTimes(),
});

/** What records of one person are likely to share (`matchKeys`); replaced with every change of a patient. */
export const patientMatchKeys = pgTable(
  'patient_match_keys',
  {
    locationId: locationId(),
    key: text('key').notNull(),
    patientId: reference('patient_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.key, table.patientId] })],
);

/** Pairs of records that may be one person, as they were found. `patientId` is the later one. */
export const patientDuplicates = pgTable('patient_duplicates', {
  id: id(),
  locationId: locationId(),
  patientId: reference('patient_id').notNull(),
  otherId: reference('other_id').notNull(),
  score: doublePrecision('score').notNull(),
  reasons: jsonb('reasons').$type<{ field: string; finding: string; bits: number }[]>().notNull(),
  foundAt: instant('found_at').notNull(),
  resolution: text('resolution').$type<'merged' | 'separate'>(),
  resolvedAt: instant('resolved_at'),
  resolvedById: reference('resolved_by_id'),
});

/** One row: up to where records were given match keys, and compared with the others. */
export const patientMatching = pgTable('patient_matching', {
  one: boolean('one').primaryKey().default(true),
  keyedBelow: reference('keyed_below').notNull(),
  keyedUntil: reference('keyed_until').notNull(),
  comparedBelow: reference('compared_below').notNull(),
});

/** Compared already, though not everything below is. */
export const patientsCompared = pgTable('patients_compared', {
  patientId: reference('patient_id').primaryKey(),
});
