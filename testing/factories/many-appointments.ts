import type pg from 'pg';

export type ManyAppointments = {
  locationId: number;
  serviceId: number;
  /** Each with a calendar of ten years and more, at a million. */
  doctorIds: number[];
  /** The last day that is filled, ten days from now: sixteen half hours of it, from eight, UTC. */
  lastDay: string;
};

const DOCTORS = 25;
const SLOTS_A_DAY = 16;
const DAYS_AHEAD = 10;

/**
 * A practice of 25 doctors with `count` appointments of a fifth as many patients, in as many days before `lastDay` as that
 * takes, and as many past visits as patients, with their places in the queue. Whatever the count, the days to come look
 * alike. Made by Postgres itself; constraints and indexes of the large tables are built afterwards, which is what makes
 * a million take seconds.
 */
export async function insertManyAppointments(pool: pg.Pool, count: number): Promise<ManyAppointments> {
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    // What refers to what is right by construction; checking it row by row would take longer than all the rest.
    await client.query('SET session_replication_role = replica');
    const place = await insertPlace(client);
    const patients = Math.max(1, Math.floor(count / 5));
    const rebuild = await dropIndexes(client, ['appointments', 'patients', 'queue_management']);
    await client.query(PATIENTS, [place.locationId, patients]);
    const { rows } = await client.query<{ low: string }>('SELECT min(id) AS low FROM patients WHERE location_id = $1', [
      place.locationId,
    ]);
    const people = [Number(rows[0]!.low), patients];
    await client.query(MATCH_KEYS, [place.locationId]);
    await client.query(APPOINTMENTS, [place.locationId, place.serviceId, place.doctorIds, count, ...people]);
    await client.query(VISITS, [place.locationId, place.serviceId, place.doctorIds, ...people]);
    await client.query(ENTRIES, [place.locationId]);
    for (const statement of rebuild) await client.query(statement);
    await client.query('ANALYZE');
    await client.query('RESET session_replication_role');
    await client.query('RESET statement_timeout');
    const day = await client.query<{ day: string }>(
      `SELECT ((now() AT TIME ZONE 'UTC')::date + ${DAYS_AHEAD})::text AS day`,
    );
    return { ...place, lastDay: day.rows[0]!.day };
  } finally {
    client.release();
  }
}

async function insertPlace(client: pg.PoolClient): Promise<Omit<ManyAppointments, 'lastDay'>> {
  const ids = async (statement: string, values: unknown[]) =>
    (await client.query<{ id: string }>(statement, values)).rows.map((row) => Number(row.id));
  const [locationId] = await ids(
    `INSERT INTO locations (uid, name, time_zone, country) VALUES (gen_random_uuid(), '{"text":"Large"}', 'UTC', 'DE') RETURNING id`,
    [],
  );
  const [serviceId] = await ids(
    `INSERT INTO services (uid, location_id, name) VALUES (gen_random_uuid(), $1, '{"text":"General"}') RETURNING id`,
    [locationId],
  );
  const doctorIds = await ids(
    `INSERT INTO users (uid, location_id, role, display_name, service_id)
     SELECT gen_random_uuid(), $1, 'doctor', jsonb_build_object('text', 'Dr. ' || n), $2 FROM generate_series(1, ${DOCTORS}) n
     RETURNING id`,
    [locationId, serviceId],
  );
  await client.query(
    `INSERT INTO availability (uid, location_id, doctor_id, date, start_time, end_time, is_recurring, recurrence_pattern)
     SELECT gen_random_uuid(), $1, doctor, '2015-01-01', '08:00', '17:00', true, 'FREQ=DAILY' FROM unnest($2::bigint[]) doctor`,
    [locationId, doctorIds],
  );
  return { locationId: locationId!, serviceId: serviceId!, doctorIds };
}

/** Gives the statements that make them again. Keys stay: other tables refer to them. */
async function dropIndexes(client: pg.PoolClient, tables: string[]): Promise<string[]> {
  const constraints = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE conrelid = ANY($1::regclass[]) AND contype = 'x'`,
    [tables],
  );
  for (const { drop } of constraints.rows) await client.query(drop);
  const indexes = await client.query<{ drop: string; make: string }>(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS make
     FROM pg_index WHERE indrelid = ANY($1::regclass[]) AND NOT indisunique`,
    [tables],
  );
  for (const { drop } of indexes.rows) await client.query(drop);
  return [...constraints.rows, ...indexes.rows].map(({ make }) => make);
}

/** 260 first names of five letters, 6,760 last names: enough for namesakes, few enough for none to be alone. */
const PATIENTS = `
  INSERT INTO patients (uid, location_id, first_name, last_name, date_of_birth, phone)
  SELECT gen_random_uuid(), $1,
    initcap(chr(97 + n % 26) || substr('aeiou', 1 + n % 5, 1) || chr(97 + (n / 7) % 26) || 'ara'),
    initcap(chr(97 + (n / 3) % 26) || substr('eiaou', 1 + (n / 11) % 5, 1) || chr(97 + (n / 5) % 26) || chr(97 + (n / 131) % 26) || 'mann'),
    date '1930-01-01' + (n * 7 % 30000), '+4930' || (10000000 + n)
  FROM generate_series(1, $2::int) n`;

const MATCH_KEYS = `
  INSERT INTO patient_match_keys (location_id, key, patient_id)
  SELECT location_id, key, id FROM patients, unnest(ARRAY['b:' || date_of_birth, 'p:' || phone, 'n:' || lower(last_name)]) key
  WHERE location_id = $1`;

const APPOINTMENTS = `
  INSERT INTO appointments (uid, location_id, patient_id, doctor_id, service_id, appointment_type, scheduled_date, status)
  SELECT gen_random_uuid(), $1, $5::bigint + (n % $6::int), ($3::bigint[])[1 + n % ${DOCTORS}], $2, 'online',
    ((now() AT TIME ZONE 'UTC')::date + ${DAYS_AHEAD} - n / ${DOCTORS} / ${SLOTS_A_DAY} + time '08:00'
      + make_interval(mins => 30 * (n / ${DOCTORS} % ${SLOTS_A_DAY}))) AT TIME ZONE 'UTC',
    CASE WHEN n / ${DOCTORS} / ${SLOTS_A_DAY} > ${DAYS_AHEAD} THEN 'completed' ELSE 'scheduled' END::appointment_status
  FROM generate_series(0, $4::int - 1) n`;

const VISITS = `
  INSERT INTO visits (uid, location_id, patient_id, service_id, doctor_id, business_date, lane, number, token_number, checked_in_at)
  SELECT gen_random_uuid(), $1, $4::bigint + n, $2, ($3::bigint[])[1 + n % ${DOCTORS}], day, 'A', 1 + n % 400,
    to_char(day, 'YYYYMMDD') || '-A-' || zero_padded(1 + n % 400, 3), day + time '09:00'
  FROM generate_series(0, $5::int - 1) n, LATERAL (SELECT (now() AT TIME ZONE 'UTC')::date - 2 - n / 400 AS day) d`;

const ENTRIES = `
  INSERT INTO queue_management (uid, location_id, visit_id, token_number, patient_id, service_id, doctor_id, business_date,
    current_status, check_in_time, order_at, order_since)
  SELECT gen_random_uuid(), location_id, id, token_number, patient_id, service_id, doctor_id, business_date,
    CASE WHEN id % 50 = 0 THEN 'waiting' WHEN id % 20 = 0 THEN 'no_show' ELSE 'completed' END::queue_status,
    checked_in_at, checked_in_at, checked_in_at
  FROM visits WHERE location_id = $1`;
