import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let locationId = 0;
let headers: { authorization: string };
beforeEach(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  headers = await hub.staffHeaders(locationId, 'admin');
});

type Row = Record<string, unknown> & { id: number; uid: string };
async function send(method: string, path: string, body: unknown) {
  const response = await fetch(`${hub.url}/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as { data: Row & { doctor: Row; location: Row }; error?: { code: string } };
  return { status: response.status, data: reply.data, code: reply.error?.code };
}
async function news(at = locationId) {
  const rows = await hub.database.db.select().from(feed).where(eq(feed.locationId, at)).orderBy(feed.seq);
  return rows.map((row) => [row.entity, row.rev, row.payload]);
}
const list = async (path: string) => ((await (await hub.get(`/api/${path}`, headers)).json()) as { data: Row[] }).data;

describe('what a clinic is made of', () => {
  test('is entered and changed, and every change reaches devices and the audit log', async () => {
    const { data: service } = await send('POST', 'services', { name: { text: 'Laboratory' }, average_minutes: 6 });
    const { data: station } = await send('POST', 'stations', { name: { text: 'Room 7' } });
    const given = {
      display_name: { text: 'Dr. Inés Núñez' },
      specialty: { text: 'Paediatrics' },
      service_id: service.id,
    };
    const { doctor } = (await send('POST', 'doctors', { ...given, station_id: station.id })).data;
    await send('PATCH', `services/${service.id}`, { waiting_area: { text: 'Area 2' } });
    await send('PATCH', `stations/${station.id}`, { active: false });
    await send('PATCH', `doctors/${doctor.id}`, { station_id: null, active: false });
    await send('PATCH', `locations/${locationId}`, { cutover_hour: 5 });

    expect(await news()).toMatchObject([
      ['service', 1, { uid: service.uid, averageMinutes: 6, waitingArea: null, active: true }],
      ['station', 1, { uid: station.uid, active: true }],
      ['doctor', 1, { uid: doctor.uid, serviceUid: service.uid, stationUid: station.uid, active: true }],
      ['service', 2, { averageMinutes: 6, waitingArea: { text: 'Area 2' } }],
      ['station', 2, { active: false, name: { text: 'Room 7' } }],
      ['doctor', 2, { stationUid: null, active: false, specialty: { text: 'Paediatrics' } }],
      ['location', 2, { cutoverHour: 5, timeZone: 'Europe/Berlin' }],
    ]);
    expect(await list('doctors')).toMatchObject([
      { id: doctor.id, service_id: service.id, station_id: null, email: null },
    ]);
    const rows = await hub.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.locationId, locationId))
      .orderBy(auditLog.id);
    expect(rows.map((row) => [row.action, row.entityUid]).slice(0, 4)).toEqual([
      ['services.create', service.uid],
      ['stations.create', station.uid],
      ['doctors.create', doctor.uid],
      ['services.change', service.uid],
    ]);
    expect(rows.at(-1)?.details).toEqual({ fields: ['cutover_hour'] });
  });

  test('is one location’s: a doctor takes no service and no station of another', async () => {
    const { data: service } = await send('POST', 'services', { name: { text: 'General' } });
    const own = headers;
    headers = await hub.staffHeaders((await insertLocation(hub.database.db)).id, 'manager');
    const doctor = { display_name: { text: 'Dr. Wang' }, service_id: service.id };
    expect((await send('POST', 'doctors', doctor)).code).toBe('service.not_found');
    const { data: elsewhere } = await send('POST', 'stations', { name: { text: 'Elsewhere' } });
    headers = own;
    expect((await send('POST', 'doctors', { ...doctor, station_id: elsewhere.id })).code).toBe('station.not_found');
    expect(await list('doctors')).toEqual([]);
  });

  test.each(['Not/AZone', '+02:00', '', 'Europe/Berlin; DROP'])('has a real time zone, not %j', async (time_zone) => {
    expect((await send('PATCH', `locations/${locationId}`, { time_zone })).code).toBe('request.invalid');
  });

  test('a doctor with an e-mail address can sign in, by their link; a retired one no longer', async () => {
    const { data: service } = await send('POST', 'services', { name: { text: 'General' } });
    const email = 'dr.haddad@clinic.example';
    const made = await send('POST', 'doctors', { display_name: { text: 'Dr. Haddad' }, service_id: service.id, email });
    const token = new URL((made.data['link'] as { url: string }).url).searchParams.get('token');
    const redeemed = await hub.post('/api/auth/link/redeem', { token, password: 'a password of their own' });
    const { data } = (await redeemed.json()) as { data: { access_token: string; user: object } };
    expect(data.user).toMatchObject({ role: 'doctor', doctor_id: made.data.doctor.id });
    const bearer = { authorization: `Bearer ${data.access_token}` };
    expect((await hub.get('/api/stations', bearer)).status).toBe(200);
    await send('PATCH', `doctors/${made.data.doctor.id}`, { active: false });
    expect((await hub.get('/api/stations', bearer)).status).toBe(401);
  });

  test('a change sent twice under one key is made once', async () => {
    headers = { ...headers, 'idempotency-key': 'twice-but-once' } as typeof headers;
    const body = { name: { text: 'Room 1' } };
    const [one, two] = [await send('POST', 'stations', body), await send('POST', 'stations', body)];
    expect(two.data).toEqual(one.data);
    expect(await list('stations')).toHaveLength(1);
  });
});

describe('another location', () => {
  test('is made with an administrator of its own, whom alone it lets in', async () => {
    const { data, status } = await send('POST', 'locations', {
      name: { text: 'Branch' },
      time_zone: 'Africa/Lagos',
      country: 'NG',
      currency: 'NGN',
      administrator: { email: 'branch.admin@clinic.example', display_name: { text: 'Branch Admin' } },
    });
    expect(status).toBe(200);
    expect(await news(data.location.id)).toMatchObject([['location', 1, { timeZone: 'Africa/Lagos' }]]);
    expect((await send('PATCH', `locations/${data.location.id}`, { currency: 'USD' })).code).toBe('location.not_found');
    expect((await list('locations')).map((row) => row.id)).toContain(data.location.id);
    headers = await hub.staffHeaders(locationId, 'manager');
    expect((await list('locations')).map((row) => row.id)).toEqual([locationId]);
  });
});
