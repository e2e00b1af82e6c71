import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { LogHole } from '#shared/protocol/sync/hello.ts';
import { GENESIS_HASH } from '#shared/protocol/sync/op.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
});

async function greet(holes: LogHole[]): Promise<number> {
  const { incarnation, actor, key, lane } = room.kiosk;
  const last = room.log.ops.at(-1);
  const [lastSeq, lastHash] = [last?.seq ?? 0, last?.hash ?? GENESIS_HASH];
  const status = { outboxDepth: 0, oldestOutboxAt: null, lastError: null, paper: null, holes };
  const said = { protocol: { min: 1, max: 1 }, incarnation, lastSeq, lastHash, appVersion: '1.0.0', ackedSeq: 0, lane };
  const headers = { authorization: `Device ${actor.deviceUid}:${key}` };
  return (await hub.post('/api/sync/hello', { ...said, status }, headers)).status;
}
const notes = async () =>
  hub.hub.db
    .select()
    .from(offlineSyncLogs)
    .where(and(eq(offlineSyncLogs.locationId, room.locationId), eq(offlineSyncLogs.code, 'sync.ops_lost')));

test('what neither the device nor the hub has any more is told to staff, once', async () => {
  await room.checkIn(2);
  const { incarnation } = room.kiosk;
  const hole = { incarnation, fromSeq: 2, toSeq: 5 };
  expect(await greet([hole])).toBe(200);
  expect(await greet([hole])).toBe(200);
  // The second of them is here.
  expect((await notes()).map(({ data }) => data)).toEqual([{ ...hole, missing: 3 }]);

  const headers = await hub.staffHeaders(room.locationId, 'front_desk');
  const listed = await hub.get('/api/sync/conflicts?state=open', headers);
  const { data } = (await listed.json()) as {
    data: { rows: { id: number; code: string; device: { id: number }; options: string[] }[] };
  };
  expect(data.rows).toMatchObject([{ code: 'sync.ops_lost', device: { id: room.kiosk.actor.deviceId } }]);
  const [{ id, options }] = data.rows as [(typeof data.rows)[number]];
  const resolve = { resolution: options[0], note: 'seen all tickets' };
  expect((await hub.post(`/api/sync/conflicts/${id}/resolve`, resolve, headers)).status).toBe(200);
});

test('what the hub still has is not lost', async () => {
  await room.checkIn(3);
  expect(await greet([{ incarnation: room.kiosk.incarnation, fromSeq: 2, toSeq: 3 }])).toBe(200);
  expect(await notes()).toEqual([]);
});

test('a hub that has forgotten the note notes it again', async () => {
  const hole = { incarnation: room.kiosk.incarnation, fromSeq: 1, toSeq: 1 };
  await greet([hole]);
  await hub.hub.db.delete(offlineSyncLogs).where(eq(offlineSyncLogs.locationId, room.locationId));
  await greet([hole]);
  expect(await notes()).toHaveLength(1);
});
