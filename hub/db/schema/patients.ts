import { date, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Gender } from '#shared/domain/patient.ts';
import { changeTimes, identity, locationId, reference } from './column-types.ts';

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
