import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { addCheckIn } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
let headers: { authorization: string };
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  headers = await hub.staffHeaders(room.locationId, 'front_desk');
});

async function list(query = ''): Promise<{ rows: SyncConflict[]; next_before: number | null }> {
  const response = await hub.get(`/api/sync/conflicts${query}`, headers);
  return ((await response.json()) as { data: { rows: SyncConflict[]; next_before: number | null } }).data;
}
async function resolve(id: number, body: unknown) {
  const response = await hub.post(`/api/sync/conflicts/${id}/resolve`, body, headers);
  return (await response.json()) as { data?: SyncConflict; error?: { code: string } };
}

/** The kiosk checks somebody in; with another service than the hub has, the hub must refuse it. */
async function checkIn(patient: object, serviceUid = room.service.uid) {
  const n = room.log.ops.length + 1;
  const [location] = await hub.database.db.select().from(locations).where(eq(locations.id, room.locationId));
  const businessDate = serviceDayOf(hub.hub.clock(), location!);
  const payload = aCheckIn(n, { lane: room.kiosk.lane, serviceUid, businessDate, checkedInAt: hub.hub.clock() });
  const op = addCheckIn(room.log, randomUUID(), { ...payload, patient: { ...payload.patient, ...patient } });
  await room.push([op]);
}

describe('what a device recorded and the hub cannot take over', () => {
  test('is shown with both sides, who, where and when, and a phone number written otherwise is no difference', async () => {
    const uid = randomUUID();
    await checkIn({ uid, firstName: 'Amina', lastName: 'Haddad', phone: '+4930123456' });
    await checkIn({ uid, firstName: 'Amina', lastName: 'Haddad-Weber', phone: '030123456' });
    const { rows } = await list();
    expect(rows).toMatchObject([
      {
        status: 'conflict',
        code: 'sync.patient_differs',
        device: { name: 'Device 0', kind: 'kiosk' },
        token_number: expect.stringMatching(/^\d{8}-A-002$/u),
        patient: { uid, last_name: 'Haddad' },
        options: ['keep_hub', 'keep_device', 'handled'],
        resolution: null,
      },
    ]);
    expect(rows[0]?.fields).toContainEqual({ field: 'lastName', base: null, device: 'Haddad-Weber', hub: 'Haddad' });
    expect(rows[0]?.fields.map(({ field }) => field)).not.toContain('phone');
  });

  test('is settled for the device’s side: the record is changed, and who settled it stands there', async () => {
    const uid = randomUUID();
    const person = { uid, firstName: 'Amina', phone: '+4930123456', birthDate: '1984-05-12' };
    await checkIn({ ...person, lastName: 'Haddad' });
    await checkIn({ ...person, lastName: 'Weber' });
    const [open] = (await list()).rows;
    const { data } = await resolve(open!.id, { resolution: 'keep_device', note: 'Married: saw her passport' });
    expect(data).toMatchObject({
      resolution: 'keep_device',
      resolution_note: 'Married: saw her passport',
      resolved_by: 'Test User',
      options: [],
    });
    const [patient] = await hub.database.db.select().from(patients).where(eq(patients.uid, uid));
    expect(patient).toMatchObject({ lastName: 'Weber', firstName: 'Amina', rev: 2 });
    expect((await list()).rows).toEqual([]);
    expect((await list('?state=resolved')).rows).toMatchObject([{ id: open!.id, resolution: 'keep_device' }]);
    expect((await resolve(open!.id, { resolution: 'keep_hub' })).error?.code).toBe('conflict.resolved_already');
  });

  test('is settled for the hub’s side: nothing changes', async () => {
    const uid = randomUUID();
    await checkIn({ uid, lastName: 'Haddad' });
    await checkIn({ uid, lastName: 'Weber' });
    const [open] = (await list()).rows;
    expect((await resolve(open!.id, { resolution: 'keep_hub' })).data?.resolution).toBe('keep_hub');
    const [patient] = await hub.database.db.select().from(patients).where(eq(patients.uid, uid));
    expect(patient).toMatchObject({ lastName: 'Haddad', rev: 1 });
  });

  test('that left no record can only be noted as handled', async () => {
    await checkIn({}, randomUUID());
    const [open] = (await list()).rows;
    expect(open).toMatchObject({ status: 'failed', code: 'sync.unknown_service', options: ['keep_hub', 'handled'] });
    expect((await resolve(open!.id, { resolution: 'keep_device' })).error?.code).toBe('conflict.option_not_possible');
    expect((await resolve(open!.id, { resolution: 'handled' })).data).toMatchObject({ resolution: 'handled' });
  });

  test('is settled once, though two desks do it at the same moment', async () => {
    await checkIn({}, randomUUID());
    const [open] = (await list()).rows;
    const answers = await Promise.all([1, 2].map(async () => resolve(open!.id, { resolution: 'handled' })));
    expect(answers.map(({ error }) => error?.code ?? 'done').toSorted()).toEqual(['conflict.resolved_already', 'done']);
  });

  test('comes in pages, newest first', async () => {
    for (let n = 0; n < 5; n += 1) await checkIn({}, randomUUID());
    const first = await list('?limit=2');
    const second = await list(`?limit=2&before=${first.next_before}`);
    const third = await list(`?limit=2&before=${second.next_before}`);
    const ids = [...first.rows, ...second.rows, ...third.rows].map((row) => row.id);
    expect(ids).toHaveLength(5);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(third.next_before).toBeNull();
  });

  test('leaves in the audit log who looked at whom, and who settled it', async () => {
    const uid = randomUUID();
    await checkIn({ uid, lastName: 'Haddad' });
    await checkIn({ uid, lastName: 'Weber' });
    const [open] = (await list()).rows;
    await resolve(open!.id, { resolution: 'keep_device' });
    const actions = await hub.database.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, room.locationId), eq(auditLog.actorType, 'staff')))
      .orderBy(auditLog.id);
    expect(actions.map((row) => row.action)).toEqual(['conflicts.list', 'patients.change', 'conflicts.resolve']);
    expect(actions[0]?.details).toEqual({ read: [uid] });
    expect(JSON.stringify(actions)).not.toMatch(/Haddad|Weber/u);
  });
});
