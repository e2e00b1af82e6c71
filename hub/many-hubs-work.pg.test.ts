import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { insertStation } from '#testing/factories/clinic.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { staffToken } from '#testing/hub/staff-token.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const SECRET = 'a secret of the tests, long enough to sign with';
const database = useDatabase();
let dataDir = '';
let hubs: HubProcess[] = [];
let [one, two] = ['', ''];
let clinic: OpenPractice;
let staff: Record<string, string>;
let [stationId, patientId] = [0, 0];

beforeAll(async () => {
  dataDir = await makeDataFolder();
  clinic = await openPractice(database.db);
  const { locationId } = clinic;
  stationId = (await insertStation(database.db, { locationId })).id;
  patientId = (await insertPatient(database.db, { locationId })).id;
  staff = { 'content-type': 'application/json', ...(await staffToken(database.pool, SECRET, locationId)) };
  const env = { DATABASE_URL: database.url, ANTEROOM_DATA_DIR: dataDir, ANTEROOM_SECRET: SECRET };
  hubs = [startHubProcess(env), startHubProcess(env)];
  [one = '', two = ''] = await Promise.all(hubs.map(async (hub) => hub.ready));
}, HUB_PROCESS_TIMEOUT_MS);

afterAll(async () => {
  await Promise.all(hubs.map(async (hub) => hub.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

const post = async <T>(url: string, path: string, body: object = {}, headers: Record<string, string> = {}) =>
  readAnswer<T>(fetch(url + path, { method: 'POST', headers: { ...staff, ...headers }, body: JSON.stringify(body) }));
/** Nine o'clock at the clinic, so many days from now. */
const inDays = (days: number) =>
  Temporal.Now.zonedDateTimeISO(clinic.location.timeZone)
    .add({ days })
    .startOfDay()
    .add({ hours: 9 })
    .toInstant()
    .toString();
const booking = (days: number) => ({
  doctor_id: clinic.doctor.id,
  scheduled_date: inDays(days),
  duration_minutes: 30,
  patient_id: patientId,
});

describe('work that is begun at one hub and goes on at another', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('a request sent again to the other, under its key, is answered as it was and done once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      [one, two, one, two].map(async (url) => post<{ id: number }>(url, '/api/appointments/book', booking(2), key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ data }) => data?.id)).size).toBe(1);
  });

  test('a slot held at one is booked at the other by who holds it, and by nobody else', async () => {
    const { patient_id: _, ...slot } = booking(3);
    const held = await post<{ hold_uid: string }>(one, '/api/appointments/holds', slot);
    expect(await post(two, '/api/appointments/book', booking(3))).toMatchObject({
      status: 409,
      error: { code: 'appointment.slot_taken' },
    });
    const mine = { ...booking(3), hold_uid: held.data?.hold_uid };
    expect((await post(two, '/api/appointments/book', mine)).status).toBe(200);
  });

  test('a patient joins here, is called there, taken back here and seen there', async () => {
    const joined = await post<QueueRow>(one, '/api/queue/join', { patient_id: patientId, doctor_id: clinic.doctor.id });
    const id = joined.data!.id;
    const wanted = { doctor_id: clinic.doctor.id, service_id: clinic.doctor.serviceId, station_id: stationId };
    const called = await post<{ called: QueueRow | null }>(two, '/api/queue/call-next', wanted);
    expect(called.data?.called?.id).toBe(id);
    expect((await post<QueueRow>(one, `/api/queue/${id}/undo`)).data?.current_status).toBe('waiting');
    await post(two, `/api/queue/${id}/events`, { type: 'call', station_id: stationId });
    await post(one, `/api/queue/${id}/events`, { type: 'start' });
    const done = await post<QueueRow>(two, `/api/queue/${id}/events`, { type: 'complete' });
    expect(done.data?.current_status).toBe('completed');
    const history = await readAnswer<{ events: { type: string }[] }>(
      fetch(`${one}/api/queue/${id}/history`, { headers: staff }),
    );
    const told = ['check_in', 'call', 'undo', 'call', 'start', 'complete'];
    expect(history.data?.events.map(({ type }) => type)).toEqual(told);
  });

  test('what was recorded off line and is handed to both at once is done once', async () => {
    const item = { type: 'appointment', action: 'create', data: booking(4), op_id: randomUUID() };
    const body = { device_id: 'tablet-1', sync_data: [item] };
    type Reply = { results: { status: string; repeated: boolean; record: { id: number } | null }[] };
    const answers = await Promise.all(
      [one, two, one, two].map(async (url) => post<Reply>(url, '/api/appointments/offline-sync', body)),
    );
    const results = answers.flatMap(({ data }) => data?.results ?? []);
    expect(results.map((result) => result.status)).toEqual(Array(4).fill('synced'));
    expect(new Set(results.map((result) => result.record?.id)).size).toBe(1);
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
  });
});
