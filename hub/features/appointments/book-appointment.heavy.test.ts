import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { appointments } from '#hub/db/schema/appointments.ts';
import { settings } from '#hub/db/schema/clinic.ts';
import { openPractice } from '#testing/factories/booking.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { readAnswer, type Answer } from '#testing/hub/read-answer.ts';
import { staffToken } from '#testing/hub/staff-token.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const database = useDatabase();
const SECRET = 'a secret of the heavy tests, long enough';
const ROUNDS = Number(process.env['HEAVY_ROUNDS'] ?? 50);
const REQUESTS = 200;
const PLACES = 20;
const MINUTE = 60_000;
let dataDir: string;
const hubs: HubProcess[] = [];
const urls: string[] = [];

beforeAll(async () => {
  dataDir = await makeDataFolder();
  for (let n = 0; n < 2; n += 1) {
    hubs.push(
      startHubProcess({
        DATABASE_URL: database.url,
        ANTEROOM_DATA_DIR: dataDir,
        ANTEROOM_SECRET: SECRET,
        // Those who book on line come from an address each.
        ANTEROOM_TRUSTED_PROXIES: '127.0.0.1',
        ANTEROOM_REQUESTS_PER_MINUTE: '0',
      }),
    );
  }
  urls.push(...(await Promise.all(hubs.map(async (hub) => hub.ready))));
}, HUB_PROCESS_TIMEOUT_MS);
afterAll(async () => {
  await Promise.all(hubs.map(async (hub) => hub.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

type Place = { start: number; minutes: number };
type Booked = { id: number; scheduled_date: string };
type Attempt = { place: Place; answer: Answer<Booked> };

/** The day after tomorrow in Berlin, far from every hour at which a day may change. */
const DAY_START = Temporal.Now.zonedDateTimeISO('Europe/Berlin')
  .add({ days: 2 })
  .startOfDay()
  .add({ hours: 8 }).epochMilliseconds;

/** Quarter of an hour apart and up to an hour long: nearly each contests its neighbours. */
const overlapping = (): Place[] =>
  Array.from({ length: PLACES }, (_, n) => ({
    start: DAY_START + n * 30 * MINUTE,
    minutes: [30, 60, 45, 90, 20][n % 5]!,
  }));
/** The same lengths, with room for each. */
const apart = (): Place[] =>
  Array.from({ length: PLACES }, (_, n) => ({
    start: DAY_START + n * 30 * MINUTE,
    minutes: [30, 20, 25, 10, 15][n % 5]!,
  }));

const overlaps = (a: Place, b: Place) =>
  a.start < b.start + b.minutes * MINUTE && b.start < a.start + a.minutes * MINUTE;

/** Two hundred at once, by turns at either hub, of the desk or on line. */
async function contest(round: number, places: Place[]): Promise<{ attempts: Attempt[]; won: Place[] }> {
  const { locationId, doctor } = await openPractice(database.db);
  // Patients, too, may book each of these lengths here.
  const value = { offered_minutes: [10, 15, 20, 25, 30, 45, 60, 90] };
  await database.db.insert(settings).values({ locationId, key: 'appointments', value });
  const desk = await staffToken(database.pool, SECRET, locationId);
  const attempts = Array.from({ length: REQUESTS }, async (_, n) => {
    const place = places[n % places.length]!;
    const online = { 'x-forwarded-for': `10.${round}.${n >> 8}.${n & 255}` };
    const request = fetch(`${urls[Math.floor(n / places.length) % 2]}/api/appointments/book`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(n % 3 === 0 ? desk : online) },
      body: JSON.stringify({
        doctor_id: doctor.id,
        scheduled_date: new Date(place.start).toISOString(),
        duration_minutes: place.minutes,
        patient_details: { first_name: 'Guest', last_name: `No ${n}`, phone: `030 55${1000 + n}` },
      }),
    });
    return { place, answer: await readAnswer<Booked>(request) };
  });
  const settled = await Promise.all(attempts);
  const rows = await database.db.select().from(appointments).where(eq(appointments.doctorId, doctor.id));
  return { attempts: settled, won: rows.map((row) => ({ start: row.scheduledDate, minutes: row.durationMinutes })) };
}

function check({ attempts, won }: Awaited<ReturnType<typeof contest>>, places: Place[]): void {
  const byStatus = Map.groupBy(attempts, ({ answer }) => answer.status);
  expect([...byStatus.keys()].toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(byStatus.get(200)).toHaveLength(won.length);
  for (const { answer } of byStatus.get(409)!) {
    expect(answer.error?.code).toBe('appointment.slot_taken');
    expect(answer.error?.details['alternatives']).toContainEqual(expect.objectContaining({ free_places: 1 }));
  }
  for (const [n, one] of won.entries()) {
    expect(won.slice(n + 1).filter((other) => overlaps(one, other))).toEqual([]);
  }
  // Exactly one has each place, or a part of it: nobody was turned away from what is still free.
  for (const place of places) {
    const holders = won.filter((one) => overlaps(one, place));
    const own = holders.filter((one) => one.start === place.start && one.minutes === place.minutes);
    expect(holders.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThanOrEqual(1);
  }
}

async function deadlocks(): Promise<number> {
  // What a session has counted reaches the view when it is idle for a second, or asked to.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { rows } = await database.pool.query<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]!.deadlocks);
}

describe(`${REQUESTS} bookings at once through two hub processes, ${ROUNDS} rounds`, () => {
  test('for twenty places of unequal length that overlap: one for each contested place, the rest are told others', async () => {
    let winners = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const places = overlapping();
      const outcome = await contest(round, places);
      check(outcome, places);
      winners += outcome.won.length;
    }
    // Were it always the same ones, nothing would have been contested.
    expect(winners / ROUNDS).toBeGreaterThan(5);
    expect(await deadlocks()).toBe(0);
  });

  test('for twenty places apart: exactly twenty winners', async () => {
    for (let round = 0; round < Math.ceil(ROUNDS / 5); round += 1) {
      const places = apart();
      const outcome = await contest(100 + round, places);
      check(outcome, places);
      expect(outcome.won).toHaveLength(PLACES);
    }
    expect(await deadlocks()).toBe(0);
  });
});
