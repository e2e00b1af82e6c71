import { drizzle } from 'drizzle-orm/node-postgres';
import { and, eq, gte, lt } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database, Transaction } from '#hub/db/client.ts';
import { createFeedBuffer } from '#hub/db/feed-buffer.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { bookableDoctors } from '#hub/features/availability/bookable-doctors.queries.ts';
import { findSlots } from '#hub/features/availability/find-slots.ts';
import { findDuplicates } from '#hub/features/patients/find-duplicates.ts';
import { parseSearch } from '#hub/features/patients/parse-search.ts';
import { patientFamily } from '#hub/features/patients/patient-family.queries.ts';
import { readBookings, readVisits } from '#hub/features/patients/patient-history.queries.ts';
import { searchPatients } from '#hub/features/patients/search-patients.ts';
import { callNext } from '#hub/features/queue/call-next.ts';
import { readCurrentQueue } from '#hub/features/queue/read-current-queue.ts';
import { readLocation, type LocationRow } from '#hub/features/queue/read-location.ts';
import { insertManyAppointments, type ManyAppointments } from '#testing/factories/many-appointments.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { readAppointmentRows } from './appointment-rows.queries.ts';
import { findOpenEntry } from './open-entry.queries.ts';

const database = useDatabase();
const COUNT = Number(process.env['HEAVY_APPOINTMENTS'] ?? 1_000_000);
/** What has a row for each patient, visit or deed: reading all of it grows without end. */
const GROWING = new Set([
  'appointments',
  'patients',
  'patient_match_keys',
  'visits',
  'queue_management',
  'queue_events',
]);
let place: ManyAppointments;
let location: LocationRow;

beforeAll(async () => {
  place = await insertManyAppointments(database.pool, COUNT);
  await database.pool.query('VACUUM ANALYZE');
  location = await readLocation(database.db, place.locationId);
}, 1_200_000);

type Statement = { text: string; values: unknown[] };
type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] };

/** The statements that `work` really makes, in a transaction that is not kept. */
async function record(work: (tx: Transaction) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const logger = { logQuery: (text: string, values: unknown[]) => void statements.push({ text, values }) };
  const db: Database = drizzle(database.pool, { logger });
  await db
    .transaction(async (tx) => {
      await work(tx);
      tx.rollback();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'Rollback')) throw error;
    });
  return statements.filter(({ text }) => /^\s*(?:select|with|update|delete|insert)\b/iu.test(text));
}

/** The growing tables that the planner would read from end to end. */
async function fullReads({ text, values }: Statement): Promise<string[]> {
  const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    values,
  );
  const walk = (plan: Plan): string[] => {
    const table = plan['Relation Name'] ?? '';
    const own = plan['Node Type'].endsWith('Seq Scan') && GROWING.has(table) ? [`${table}: ${text}`] : [];
    return [...own, ...(plan.Plans ?? []).flatMap(walk)];
  };
  return walk(rows[0]!['QUERY PLAN'][0].Plan);
}

async function fullReadsOf(work: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
  const statements = await record(work);
  expect(statements.length).toBeGreaterThan(0);
  return (await Promise.all(statements.map(fullReads))).flat();
}

const search = async (tx: Transaction, typed: string) => {
  const found = await searchPatients(tx, place.locationId, parseSearch(typed, 'DE'), { limit: 20, offset: 0 });
  expect({ typed, found: found.patients.length }).toSatisfy((outcome: { found: number }) => outcome.found > 0);
};
const someone = async () =>
  (await database.db.select().from(patients).where(eq(patients.locationId, place.locationId)).limit(1).offset(77))[0]!;

describe(`among ${COUNT} appointments no growing table is read from end to end`, () => {
  test('which this test would see', async () => {
    const found = await fullReadsOf(async (tx) =>
      tx.select().from(appointments).where(eq(appointments.reasonForVisit, 'x')),
    );
    expect(found).toHaveLength(1);
  });

  test('to find free slots: one doctor’s day, and everybody’s month', async () => {
    const doctors = await bookableDoctors(database.db, place.locationId);
    const lookUp = async (tx: Transaction, count: number, days: number) =>
      findSlots(tx, { location, doctors: doctors.slice(0, count), from: place.lastDay, days, now: Date.now() });
    expect(await fullReadsOf(async (tx) => lookUp(tx, 1, 1))).toEqual([]);
    expect(await fullReadsOf(async (tx) => lookUp(tx, 25, 31))).toEqual([]);
  });

  test('to list a day’s appointments', async () => {
    const from = Date.parse(`${place.lastDay}T00:00:00Z`);
    const ofDay = and(
      eq(appointments.locationId, place.locationId),
      gte(appointments.scheduledDate, from),
      lt(appointments.scheduledDate, from + 86_400_000),
    );
    expect(
      await fullReadsOf(async (tx) => expect(await readAppointmentRows(tx, ofDay, 200)).toHaveLength(200)),
    ).toEqual([]);
  });

  test('to find a patient by name, phone or number', async () => {
    const patient = await someone();
    const typed = [
      patient.lastName,
      `${patient.lastName.slice(0, 4)} ${patient.firstName.slice(1)}`,
      patient.firstName.slice(0, 3),
      patient.phone!.replace('+49', '0'),
      patient.phone!.slice(-6),
      patient.patientNumber,
      (await database.db.select().from(appointments).limit(1))[0]!.appointmentNumber,
    ];
    for (const text of typed) expect(await fullReadsOf(async (tx) => search(tx, text))).toEqual([]);
  });

  test('to read a patient’s history and possible duplicates', async () => {
    const patient = await someone();
    const found = await fullReadsOf(async (tx) => {
      const patientIds = await patientFamily(tx, place.locationId, patient.id);
      const whose = { locationId: place.locationId, patientIds, language: 'en', limit: 50 } as const;
      expect(await readVisits(tx, whose)).toHaveLength(1);
      expect((await readBookings(tx, whose)).length).toBeGreaterThan(1);
      await findDuplicates(tx, patient);
    });
    expect(found).toEqual([]);
  });

  test('to call the next patient and to show the queue', async () => {
    const now = Date.now();
    const found = await fullReadsOf(async (tx) => {
      const scope = { tx, feed: createFeedBuffer(), locationId: place.locationId, actor: null, now, requestId: null };
      const next = {
        location,
        serviceId: place.serviceId,
        doctorId: place.doctorIds[0]!,
        stationUid: crypto.randomUUID(),
      };
      await callNext(scope, next);
      await readCurrentQueue(tx, location, undefined, now);
      await findOpenEntry(tx, place.locationId, 1);
    });
    expect(found).toEqual([]);
  });
});
