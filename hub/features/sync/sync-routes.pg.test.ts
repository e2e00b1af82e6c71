import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { helloReplySchema } from '#shared/protocol/sync/hello.ts';
import { pullReplySchema, type PullReply } from '#shared/protocol/sync/pull.ts';
import { MAX_OPS_PER_PUSH, pushReplySchema } from '#shared/protocol/sync/push.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
});

type Answer = { status: number; data?: unknown; error?: { code: string; details: unknown } };

async function read(response: Promise<Response>): Promise<Answer> {
  const answer = await response;
  return { status: answer.status, ...((await answer.json()) as object) };
}

function headersOf({ actor, key }: EnrolledDevice): { authorization: string } {
  return { authorization: `Device ${actor.deviceUid}:${key}` };
}

const helloOf = (device: EnrolledDevice, change: object = {}) => ({
  protocol: { min: 1, max: 1 },
  incarnation: device.incarnation,
  lastSeq: 0,
  lastHash: '0'.repeat(64),
  appVersion: '1.2.3',
  ...change,
});
const hello = async (device: EnrolledDevice, change: object = {}) =>
  read(hub.post('/api/sync/hello', helloOf(device, change), headersOf(device)));
const pull = async (device: EnrolledDevice, query: string) =>
  read(hub.get(`/api/sync/pull?${query}`, headersOf(device)));

describe('hello', () => {
  test('tells where the log and the feed stand, which hub and location this is, and the time', async () => {
    await room.checkIn(3);
    const { data } = await hello(room.kiosk, { protocol: { min: 1, max: 7 } });
    const [location] = await hub.hub.db.select().from(locations).where(eq(locations.id, room.locationId));
    expect(helloReplySchema.parse(data)).toMatchObject({
      protocol: 1,
      hubEpoch: hub.hub.epoch,
      lastSeq: 3,
      heads: { queue: 3, clinic: 0 },
      location: { uid: room.locationUid, timeZone: location?.timeZone },
    });
    const [device] = await hub.hub.db.select().from(devices).where(eq(devices.uid, room.kiosk.actor.deviceUid));
    expect(device?.appVersion).toBe('1.2.3');
    expect(device?.lastSeenAt).not.toBeNull();
  });

  test('says which side is to be updated when no protocol is common, and such a device may push all the same', async () => {
    expect(await hello(room.kiosk, { protocol: { min: 8, max: 9 }, appVersion: '9.0.0' })).toMatchObject({
      status: 426,
      error: { code: 'sync.protocol_unsupported', details: { update: 'hub' } },
    });
    const [device] = await hub.hub.db.select().from(devices).where(eq(devices.uid, room.kiosk.actor.deviceUid));
    expect(device?.appVersion).toBe('9.0.0');
    expect(await room.checkIn(1)).toHaveLength(1);
  });

  test('with an incarnation of another device is refused', async () => {
    const other = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 1 });
    expect(await hello(room.kiosk, { incarnation: other.incarnation })).toMatchObject({
      error: { code: 'sync.unknown_incarnation' },
    });
  });
});

describe('push over HTTP', () => {
  test('takes the largest batch there can be, and keeps what it cannot read', async () => {
    const payload = '何'.repeat(65_536);
    for (let n = 0; n < MAX_OPS_PER_PUSH; n += 1) {
      const opId = randomUUID();
      room.log.add({ opId, kind: 'from.the.future', entityUid: opId, payload, businessDate: '2026-03-14' });
    }
    const body = { incarnation: room.kiosk.incarnation, ops: room.log.ops };
    expect(Buffer.byteLength(JSON.stringify(body))).toBeGreaterThan(39_000_000);
    const answer = await read(hub.post('/api/sync/push', body, headersOf(room.kiosk)));
    expect(pushReplySchema.parse(answer.data)).toMatchObject({ status: 'ok', lastSeq: MAX_OPS_PER_PUSH });
  });

  test('takes ops with fields of a newer device', async () => {
    await room.checkIn(1);
    const ops = room.log.ops.map((op) => ({ ...op, battery: 12 }));
    const headers = headersOf(room.kiosk);
    const answer = await read(hub.post('/api/sync/push', { incarnation: room.kiosk.incarnation, ops }, headers));
    expect(pushReplySchema.parse(answer.data)).toMatchObject({ status: 'ok', lastSeq: 1 });
  });

  test('is for kiosks, paired and not revoked', async () => {
    const display = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 1, kind: 'display' });
    await room.checkIn(1);
    const body = { incarnation: room.kiosk.incarnation, ops: room.log.ops };
    expect((await read(hub.post('/api/sync/push', body, headersOf(display)))).status).toBe(403);
    expect((await read(hub.post('/api/sync/push', body))).status).toBe(401);
    const staff = await hub.staffHeaders(room.locationId, 'admin');
    expect((await read(hub.post('/api/sync/push', body, staff))).status).toBe(403);
  });
});

describe('pull', () => {
  test('gives every row once, in order, whatever the sizes of the pages and the starting point', async () => {
    await room.checkIn(30);
    const pages = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pages, fc.nat({ max: 30 }), async (sizes, start) => {
        const seen: number[] = [];
        for (let page = 0; start + seen.length < 30; page += 1) {
          const limit = sizes[page % sizes.length]!;
          const { data } = await pull(room.kiosk, `stream=queue&after=${start + seen.length}&limit=${limit}`);
          const reply: PullReply = pullReplySchema.parse(data);
          expect(reply.head).toBe(30);
          expect(reply.rows.length).toBe(Math.min(limit, 30 - start - seen.length));
          seen.push(...reply.rows.map((row) => row.seq));
        }
        expect(seen).toEqual(Array.from({ length: 30 - start }, (_, index) => start + index + 1));
      }),
      { numRuns: 8 },
    );
  });

  test('at or past the head gives nothing', async () => {
    await room.checkIn(2);
    expect((await pull(room.kiosk, 'stream=queue&after=2')).data).toMatchObject({ stream: 'queue', rows: [], head: 2 });
    expect((await pull(room.kiosk, 'stream=queue&after=99')).data).toMatchObject({
      stream: 'queue',
      rows: [],
      head: 2,
    });
  });

  test('reads one location, and a display only what a passer-by may know', async () => {
    const elsewhere = await openWaitingRoom(hub.hub);
    await elsewhere.checkIn(4);
    const display = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 1, kind: 'display' });
    expect((await pull(display, 'stream=queue&after=0')).data).toMatchObject({ rows: [], head: 0 });
    expect(await pull(display, 'stream=clinic&after=0')).toMatchObject({
      status: 403,
      error: { code: 'sync.stream_forbidden' },
    });
    expect((await pull(room.kiosk, 'stream=clinic&after=0')).status).toBe(200);
  });

  test('never carries a name, a phone number or a birth date on the queue stream', async () => {
    await room.checkIn(5);
    const people = await hub.hub.db.execute<{ first_name: string; last_name: string; phone: string; born: string }>(
      sql`SELECT first_name, last_name, phone, date_of_birth::text AS born FROM patients WHERE location_id = ${room.locationId}`,
    );
    const text = JSON.stringify((await pull(room.kiosk, 'stream=queue&after=0')).data);
    const secrets = people.rows.flatMap((person) => [person.first_name, person.last_name, person.phone, person.born]);
    expect(secrets).toHaveLength(20);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

test('a device that makes up its credentials gets nowhere', async () => {
  const forged = { ...room.kiosk, key: randomUUID() };
  expect(await hello(forged)).toMatchObject({ status: 401, error: { code: 'auth.unknown_device' } });
});
