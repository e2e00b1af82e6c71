import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PatientPair } from '#shared/protocol/api/patient-duplicates.ts';
import type { PatientRow } from '#shared/protocol/api/patients.ts';
import {
  patientDuplicates,
  patientMatching,
  patientMatchKeys,
  patients,
  patientsCompared,
} from '#hub/db/schema/patients.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { insertPatient } from '#testing/factories/booking.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { compareNewcomers } from './compare-newcomers.ts';
import { giveMatchKeys } from './give-match-keys.ts';
import { createDuplicateSearch } from './start-duplicate-search.ts';

const hub = useHub();
const AMINA = { firstName: 'Amina', lastName: 'Haddad', dateOfBirth: '1984-05-12', phone: '+4930123456' };
let room: WaitingRoom;
let staff: Record<string, string>;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
  await search();
});

async function search(): Promise<void> {
  while (await hub.hub.transact(async ({ tx }) => compareNewcomers(tx, hub.hub.clock())));
}
const pairs = async (query = '') =>
  (
    await readAnswer<{ rows: PatientPair[]; next_before: number | null }>(
      hub.get(`/api/patient-duplicates${query}`, staff),
    )
  ).data!;
const resolve = async (id: number, resolution: string) =>
  readAnswer<PatientPair>(hub.post(`/api/patient-duplicates/${id}/resolve`, { resolution }, staff));

/** Somebody registers at the kiosk. */
async function register(person: object): Promise<void> {
  const n = room.log.ops.length + 1;
  const [location] = await hub.hub.db.select().from(locations).where(eq(locations.id, room.locationId));
  const [now, lane] = [hub.hub.clock(), room.kiosk.lane];
  const given = { lane, serviceUid: room.service.uid, businessDate: serviceDayOf(now, location!), checkedInAt: now };
  const payload = aCheckIn(n, given);
  const patient = { ...payload.patient, uid: randomUUID(), ...person };
  await room.push([addCheckIn(room.log, randomUUID(), { ...payload, patient })]);
}
const atKiosk = { firstName: 'Amina', lastName: 'Hadad', birthDate: '1984-05-12', phone: '030123456' };

describe('who registers at a kiosk and is on record already', () => {
  test('is checked in all the same, and the two records are shown to staff with score and reasons', async () => {
    const known = await insertPatient(hub.hub.db, { locationId: room.locationId, ...AMINA });
    await search();
    await register(atKiosk);
    await register({
      ...atKiosk,
      firstName: 'Boris',
      lastName: 'Okonkwo',
      birthDate: '1950-01-01',
      phone: '030999888',
    });
    expect((await pairs()).rows).toEqual([]);
    await search();
    const { rows } = await pairs();
    expect(rows).toMatchObject([
      {
        patient: { last_name: 'Hadad' },
        other: { id: known.id, last_name: 'Haddad' },
        is_likely: true,
        resolution: null,
        reasons: expect.arrayContaining([expect.objectContaining({ field: 'birth_date', finding: 'same' })]),
      },
    ]);
    expect(rows[0]!.score).toBeGreaterThan(0.9);
    await search();
    expect((await pairs()).rows).toHaveLength(1);
  });

  test('is joined to their record by staff, reversibly', async () => {
    const known = await insertPatient(hub.hub.db, { locationId: room.locationId, ...AMINA });
    await search();
    await register(atKiosk);
    await search();
    const [pair] = (await pairs()).rows;
    expect((await resolve(pair!.id, 'merged')).data).toMatchObject({ resolution: 'merged', resolved_by: 'Test User' });
    const joined = async () =>
      (await readAnswer<PatientRow>(hub.get(`/api/patients/${pair!.patient.id}`, staff))).data?.merged_into_id;
    expect(await joined()).toBe(known.id);
    expect((await resolve(pair!.id, 'separate')).error?.code).toBe('duplicate.resolved_already');
    expect((await pairs()).rows).toEqual([]);
    await hub.post(`/api/patients/${pair!.patient.id}/unmerge`, {}, staff);
    expect(await joined()).toBeNull();
    expect((await pairs('?state=resolved')).rows).toMatchObject([{ id: pair!.id, resolution: 'separate' }]);
    await search();
    expect((await pairs()).rows).toEqual([]);
    const audits = await hub.hub.db.select().from(auditLog).where(eq(auditLog.locationId, room.locationId));
    const done = audits.filter((row) => row.actorType === 'staff').map((row) => row.action);
    expect(done).toEqual(
      expect.arrayContaining(['patients.pairs', 'patients.merge', 'patients.resolvePair', 'patients.unmerge']),
    );
    expect(JSON.stringify(audits)).not.toMatch(/Haddad|Hadad/u);
  });

  test('is settled too when the records are joined in the ordinary way', async () => {
    const known = await insertPatient(hub.hub.db, { locationId: room.locationId, ...AMINA });
    await search();
    await register(atKiosk);
    await search();
    const [pair] = (await pairs()).rows;
    await hub.post(`/api/patients/${pair!.patient.id}/merge`, { into_id: known.id }, staff);
    expect((await pairs('?state=resolved')).rows).toMatchObject([{ id: pair!.id, resolution: 'merged' }]);
  });

  test('and comes in pages, newest first', async () => {
    await insertPatient(hub.hub.db, { locationId: room.locationId, ...AMINA });
    await search();
    for (let n = 0; n < 3; n += 1) await register(atKiosk);
    await search();
    const all = (await pairs()).rows.map((row) => row.id);
    // Three newcomers, each like the one on record and like those before it.
    expect(all).toHaveLength(6);
    const first = await pairs('?limit=4');
    const second = await pairs(`?limit=4&before=${first.next_before}`);
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(all);
    expect(second.next_before).toBeNull();
  });
});

describe('looking for them', () => {
  test('misses nobody whose registration was committed after a later one’s', async () => {
    const { db } = hub.hub;
    await insertPatient(db, { locationId: room.locationId, ...AMINA });
    await search();
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => (release = done));
    const late = db.transaction(async (tx) => {
      await insertPatient(tx, { locationId: room.locationId, ...AMINA, lastName: 'Hadad' });
      await held;
    });
    await register({ ...atKiosk, firstName: 'Zoe', birthDate: '1999-09-09', phone: '030555444' });
    await search();
    expect((await pairs()).rows).toEqual([]);
    release();
    await late;
    await search();
    expect((await pairs()).rows).toMatchObject([{ patient: { last_name: 'Hadad' } }]);
  });

  test('keeps no list of everybody: what is an hour old needs none', async () => {
    const { db } = hub.hub;
    await register(atKiosk);
    await search();
    expect(await db.$count(patientsCompared)).toBeGreaterThan(0);
    await db.update(patients).set({ createdAt: Date.now() - 2 * 3_600_000 });
    await search();
    expect(await db.$count(patientsCompared)).toBe(0);
    const [progress] = await db.select().from(patientMatching);
    const { rows } = await db.execute<{ max: string }>(sql`SELECT max(id) FROM patients`);
    expect(progress?.comparedBelow).toBe(Number(rows[0]?.max) + 1);
  });
});

describe('records from before there were match keys', () => {
  test('get theirs in batches, go on where they stopped, and are then found', async () => {
    const { db } = hub.hub;
    const { locationId } = room;
    await db.delete(patientMatchKeys);
    await db.delete(patientDuplicates);
    const old = await Promise.all(
      Array.from({ length: 450 }, async (_, n) =>
        insertPatient(db, {
          locationId,
          firstName: 'Old',
          lastName: `Record${n}`,
          phone: `+49301${String(n).padStart(6, '0')}`,
        }),
      ),
    );
    const until = Math.max(...old.map(({ id }) => id)) + 1;
    await db.update(patientMatching).set({ keyedBelow: 1, keyedUntil: until, comparedBelow: until });
    const batch = async () => hub.hub.transact(async ({ tx }) => giveMatchKeys(tx));
    expect(await batch()).toBe(true);
    const [halfway] = await db.select().from(patientMatching);
    expect(halfway!.keyedBelow).toBeLessThan(until);
    while (await batch());
    const { rows } = await db.execute<{ n: string }>(
      sql`SELECT count(DISTINCT patient_id) AS n FROM patient_match_keys WHERE location_id = ${locationId}`,
    );
    expect(Number(rows[0]?.n)).toBe(450);
    expect(await batch()).toBe(false);
    await register({ firstName: 'Old', lastName: 'Record7', birthDate: '1984-05-12', phone: '+49301000007' });
    await search();
    const likely = (await pairs()).rows.filter((row) => row.is_likely).map((row) => row.other.last_name);
    expect(likely).toContain('Record7');
  });

  test('are looked after by a running hub, by two at once as by one', async () => {
    const { db } = hub.hub;
    await db.delete(patientMatchKeys);
    await insertPatient(db, { locationId: room.locationId, ...AMINA });
    const { rows } = await db.execute<{ max: string }>(sql`SELECT max(id) FROM patients`);
    await db.update(patientMatching).set({ keyedBelow: 1, keyedUntil: Number(rows[0]?.max) + 1 });
    const start = createDuplicateSearch(systemScheduler, 50, 5);
    const parts = [await start(hub.hub, null as never), await start(hub.hub, null as never)];
    await register(atKiosk);
    await vi.waitFor(async () => expect((await pairs()).rows).toHaveLength(1), 10_000);
    for (const part of parts) await part.stop();
    expect(hub.logLines.filter((line) => line.includes('search for duplicates'))).toEqual([]);
  });
});
