import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { patients } from '#hub/db/schema/patients.ts';
import { visits } from '#hub/db/schema/queue.ts';
import { matchUid, phoneBirthText } from '#shared/domain/match-text.ts';
import type { KnownPatient } from '#shared/protocol/entities.ts';
import { helloReplySchema } from '#shared/protocol/sync/hello.ts';
import { pullReplySchema } from '#shared/protocol/sync/pull.ts';
import { locationMatchKey } from '#hub/features/appointments/appointment-feed.ts';
import { insertPatient } from '#testing/factories/booking.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { publishKnownPatients } from './publish-known-patients.ts';

const hub = useHub();
let room: WaitingRoom;
let at: { locationId: number; phone: string; dateOfBirth: string };
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  at = { locationId: room.locationId, phone: '+4915123456789', dateOfBirth: '1984-05-12' };
});

const publish = async (): Promise<number> =>
  hub.hub.transact(async (scope) =>
    publishKnownPatients(scope, { locationId: room.locationId, kioskMatch: hub.hub.keys.kioskMatch }),
  );

/** What a kiosk finds that asks for this phone and birth date, from all it was told. */
async function foundBy(phone: string, birthDate: string): Promise<string | null> {
  const { bytes } = locationMatchKey(hub.hub.keys.kioskMatch, room.locationUid);
  const uid = matchUid(
    createHmac('sha256', bytes)
      .update(phoneBirthText(phone, birthDate, 'DE'))
      .digest('hex'),
  );
  const told = (await rows()).findLast((row) => row.uid === uid);
  return (told?.payload as KnownPatient | null | undefined)?.patientUid ?? null;
}
async function rows() {
  const { actor, key } = room.kiosk;
  const headers = { authorization: `Device ${actor.deviceUid}:${key}` };
  const reply = await hub.get('/api/sync/pull?stream=clinic&after=0', headers);
  const { data } = (await reply.json()) as { data: unknown };
  return pullReplySchema.parse(data).rows.filter(({ entity }) => entity === 'known_patient');
}

test('whoever is known to the clinic is known to its kiosks, by phone and birth date alone', async () => {
  const amina = await insertPatient(hub.hub.db, at);
  expect(await publish()).toBe(1);
  expect(await foundBy('0151 23456789', '1984-05-12')).toBe(amina.uid);
  expect(await foundBy('0151 23456789', '1984-05-13')).toBeNull();
  expect(JSON.stringify(await rows())).not.toMatch(/Amina|Haddad|1984|2345678/u);
  expect(await publish()).toBe(0);
});

test('the key of a kiosk’s hello opens the hashes', async () => {
  const reply = await hub.post(
    '/api/sync/hello',
    {
      protocol: { min: 1, max: 1 },
      incarnation: room.kiosk.incarnation,
      lastSeq: 0,
      lastHash: '0'.repeat(64),
      appVersion: '1',
    },
    { authorization: `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}` },
  );
  const { matchKey } = helloReplySchema.parse(((await reply.json()) as { data: unknown }).data);
  expect(matchKey).toBe(locationMatchKey(hub.hub.keys.kioskMatch, room.locationUid).text);
});

test('twins on their mother’s phone are recognised by nobody, one person with two records under the older', async () => {
  const first = await insertPatient(hub.hub.db, at);
  const again = await insertPatient(hub.hub.db, { ...at, firstName: 'AMINA' });
  await publish();
  expect(await foundBy(at.phone, at.dateOfBirth)).toBe(first.uid);
  const twin = await insertPatient(hub.hub.db, { ...at, firstName: 'Samira' });
  await publish();
  expect(await foundBy(at.phone, at.dateOfBirth)).toBeNull();
  const joined = { mergedIntoId: first.id, rev: 2 };
  await hub.hub.db.update(patients).set(joined).where(eq(patients.id, twin.id));
  await hub.hub.db.update(patients).set(joined).where(eq(patients.id, again.id));
  await publish();
  expect(await foundBy(at.phone, at.dateOfBirth)).toBe(first.uid);
});

test('a number that was changed is forgotten, and the new one known', async () => {
  const amina = await insertPatient(hub.hub.db, at);
  await publish();
  await hub.hub.db.update(patients).set({ phone: '+4915700000000', rev: 2 }).where(eq(patients.id, amina.id));
  expect(await publish()).toBe(1);
  expect(await foundBy(at.phone, at.dateOfBirth)).toBeNull();
  expect(await foundBy('0157 00000000', at.dateOfBirth)).toBe(amina.uid);
});

test('a check-in of someone recognised belongs to their record, or to the one it was joined to', async () => {
  const kept = await insertPatient(hub.hub.db, at);
  const joined = await insertPatient(hub.hub.db, { ...at, mergedIntoId: kept.id });
  const [first, second, third] = [kept.uid, joined.uid, randomUUID()].map((patientUid, n) => {
    const { service, kiosk } = room;
    const given = {
      lane: kiosk.lane,
      serviceUid: service.uid,
      businessDate: '2026-03-14',
      checkedInAt: hub.hub.clock(),
    };
    const payload = aCheckIn(n + 1, given);
    return addCheckIn(room.log, randomUUID(), {
      ...payload,
      patient: null,
      visit: { ...payload.visit, patientUid },
    });
  });
  const reply = await room.push([first!, second!, third!]);
  expect(reply).toMatchObject({
    results: [{ outcome: 'synced' }, { outcome: 'synced' }, { outcome: 'conflict', code: 'sync.unknown_patient' }],
  });
  const found = await hub.hub.db.select({ patientId: visits.patientId }).from(visits).orderBy(visits.id);
  expect(found.slice(0, 2)).toEqual([{ patientId: kept.id }, { patientId: kept.id }]);
  expect(found[2]?.patientId).not.toBe(kept.id);
});
