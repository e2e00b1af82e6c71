import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AvailabilityRow, AvailableSlot } from '#shared/protocol/api/availability.ts';
import { availability, holidays } from '#hub/db/schema/appointments.ts';
import { insertPractice, openPractice } from '#testing/factories/booking.ts';
import { insertUser } from '#testing/factories/clinic.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: Awaited<ReturnType<typeof insertPractice>>;
let staff: { authorization: string };
type Headers = Record<string, string>;
type Offer = { doctor_id: number; doctor_name: string; specialty: string | null; available_slots: AvailableSlot[] };

beforeAll(() => hub.moveClock(Date.parse('2030-01-15T08:00:00Z') - Date.now()));
beforeEach(async () => {
  clinic = await insertPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.location.id, 'manager');
});

const send = async <T>(method: string, path: string, body?: object, headers: Headers = {}) =>
  readAnswer<T>(
    fetch(hub.url + path, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...staff, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );
const aRule = (over: object = {}) => ({
  doctor_id: clinic.doctor.id,
  date: '2030-01-16',
  start_time: '09:00',
  end_time: '12:00',
  recurrence_pattern: 'FREQ=DAILY',
  ...over,
});
const create = async (over: object = {}, headers: Headers = {}) =>
  send<AvailabilityRow>('POST', '/api/availability', aRule(over), headers);
const offers = async (query: string) =>
  readAnswer<Offer[]>(hub.get(`/api/appointments/availability?location_id=${clinic.location.id}&${query}`, staff));
const times = async (query: string) =>
  (await offers(query)).data![0]!.available_slots.map((slot) => slot.start_time.slice(11, 16));

describe('the slots offered', () => {
  test('are open to everyone, in the clinic’s own time and as instants', async () => {
    await create();
    const { data } = await offers(`doctor_id=${clinic.doctor.id}&date=2030-01-16&duration=60`);
    expect(data).toEqual([
      {
        doctor_id: clinic.doctor.id,
        doctor_name: 'Dr. Amara Okafor',
        specialty: 'Cardiology',
        available_slots: expect.arrayContaining([
          {
            start_time: '2030-01-16 09:00:00',
            end_time: '2030-01-16 10:00:00',
            start_at: '2030-01-16T08:00:00.000Z',
            end_at: '2030-01-16T09:00:00.000Z',
            duration_minutes: 60,
            free_places: 1,
          },
        ]),
      },
    ]);
  });

  test('are found by specialty, a translation of it and without accents; nobody else’s is', async () => {
    await create();
    const ids = async (query: string) => (await offers(query)).data?.map((offer) => offer.doctor_id);
    for (const specialty of ['cardio', 'CARDIOLOGY', 'cardiologia']) {
      expect(await ids(`specialty=${specialty}`)).toEqual([clinic.doctor.id]);
    }
    expect(await ids('specialty=surgery')).toEqual([]);
    const other = await insertPractice(hub.hub.db);
    expect(await ids(`doctor_id=${other.doctor.id}`)).toEqual([]);
  });

  test('start today and never in the past when no date is given', async () => {
    await create({ date: '2030-01-01' });
    expect((await times('days=1'))[0]).toBe('09:30');
    hub.moveClock(45 * 60_000);
    staff = await hub.staffHeaders(clinic.location.id, 'manager');
    expect((await times('days=1'))[0]).toBe('10:00');
    hub.moveClock(-45 * 60_000);
  });

  test.each(['date=tomorrow', 'date=9999-12-31', 'days=0', 'days=32', 'duration=3', 'doctor_id=x', 'specialty='])(
    'for %s are a mistake of who asks',
    async (query) => {
      expect(await offers(query)).toMatchObject({ status: 400, error: { code: 'request.invalid' } });
    },
  );
});

describe('the rules', () => {
  test('are made, changed and removed, and the slots follow', async () => {
    const rule = (await create()).data!;
    expect(await times('date=2030-01-17')).toHaveLength(6);
    const put = await send<AvailabilityRow>(
      'PUT',
      `/api/availability/${rule.id}`,
      aRule({ slot_duration_minutes: 60 }),
    );
    expect(put.data).toMatchObject({ id: rule.id, uid: rule.uid, slot_duration_minutes: 60, is_recurring: true });
    expect(await times('date=2030-01-17')).toEqual(['09:00', '10:00', '11:00']);
    expect((await send<AvailabilityRow[]>('GET', '/api/availability')).data).toEqual([put.data]);
    expect((await send('DELETE', `/api/availability/${rule.id}`)).status).toBe(200);
    expect(await times('date=2030-01-17')).toEqual([]);
  });

  test.each([
    ['ends before it starts', { end_time: '08:00' }, 'availability.invalid'],
    ['has half a break', { break_start_time: '10:00' }, 'availability.invalid'],
    ['recurs within a day', { recurrence_pattern: 'FREQ=HOURLY' }, 'availability.invalid'],
    ['closes without a reason', { is_available: false }, 'availability.reason_required'],
    ['is for one date, without a reason', { recurrence_pattern: null }, 'availability.reason_required'],
    ['starts at 25 o’clock', { start_time: '25:00' }, 'request.invalid'],
    ['begins in no calendar', { date: '0000-01-01' }, 'request.invalid'],
  ])('one that %s is refused', async (_, over, code) => {
    expect(await create(over)).toMatchObject({ status: 400, error: { code } });
    expect(await hub.hub.db.$count(availability, eq(availability.locationId, clinic.location.id))).toBe(0);
  });

  test('sent twice with one key are made once, changed once and removed once', async () => {
    const key = () => ({ 'idempotency-key': randomUUID() });
    const [one, two, three] = [key(), key(), key()];
    const made = await create({}, one);
    expect(await create({}, one)).toEqual(made);
    const path = `/api/availability/${made.data!.id}`;
    const changed = await send('PUT', path, aRule(), two);
    expect(await send('PUT', path, aRule(), two)).toEqual(changed);
    expect((await send('PUT', path, aRule({ end_time: '13:00' }), two)).error?.code).toBe(
      'request.idempotency_key_reused',
    );
    expect((await send('DELETE', path, undefined, three)).status).toBe(200);
    expect((await send('DELETE', path, undefined, three)).status).toBe(200);
    expect((await send('DELETE', path)).error?.code).toBe('availability.not_found');
  });

  test('of another location and its doctors do not exist', async () => {
    const other = await openPractice(hub.hub.db);
    const [foreign] = await hub.hub.db.select().from(availability).where(eq(availability.locationId, other.locationId));
    const path = `/api/availability/${foreign!.id}`;
    const tries = [
      send('PUT', path, aRule()),
      send('DELETE', path),
      create({ doctor_id: other.doctor.id }),
      send('GET', path),
    ];
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
    expect((await send<AvailabilityRow[]>('GET', `/api/availability?doctor_id=${other.doctor.id}`)).data).toEqual([]);
  });

  test('are read by doctors and written by the desk', async () => {
    const doctor = await hub.staffHeaders(clinic.location.id, 'doctor');
    expect((await send('GET', '/api/availability', undefined, doctor)).status).toBe(200);
    expect((await create({}, doctor)).status).toBe(403);
    expect((await create({}, { authorization: '' })).status).toBe(401);
  });

  test('hold for active doctors only', async () => {
    const gone = await insertUser(hub.hub.db, {
      locationId: clinic.location.id,
      role: 'doctor',
      serviceId: clinic.doctor.serviceId,
      active: false,
    });
    expect(await create({ doctor_id: gone.id })).toMatchObject({ status: 404, error: { code: 'doctor.not_found' } });
  });
});

describe('holidays', () => {
  test('close the day, once however often they are entered, and open it again', async () => {
    await create();
    const key = { 'idempotency-key': randomUUID() };
    const day = { date: '2030-01-17', name: 'New Year of the Trees' };
    const made = await send<{ id: number }>('POST', '/api/holidays', day, key);
    expect(await send('POST', '/api/holidays', day, key)).toEqual(made);
    expect((await send('POST', '/api/holidays', { ...day, name: 'Tu BiShvat' })).data).toEqual({
      ...made.data,
      name: 'Tu BiShvat',
    });
    expect(await times('date=2030-01-17')).toEqual([]);
    expect((await send<unknown[]>('GET', '/api/holidays')).data).toHaveLength(1);
    const other = await hub.staffHeaders((await insertPractice(hub.hub.db)).location.id, 'admin');
    const path = `/api/holidays/${made.data!.id}`;
    expect(await send('DELETE', path, undefined, other)).toMatchObject({
      status: 404,
      error: { code: 'holiday.not_found' },
    });
    expect((await send('DELETE', path)).status).toBe(200);
    expect(await times('date=2030-01-17')).toHaveLength(6);
    expect(await hub.hub.db.$count(holidays, eq(holidays.locationId, clinic.location.id))).toBe(0);
  });

  test('are for managers to decide', async () => {
    const desk = await hub.staffHeaders(clinic.location.id, 'front_desk');
    expect((await send('POST', '/api/holidays', { date: '2030-01-17', name: 'Day off' }, desk)).status).toBe(403);
    expect((await send('POST', '/api/holidays', { date: '2030-02-30', name: 'Day off' })).status).toBe(400);
  });
});
