import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PairReply } from '#shared/protocol/sync/pair.ts';
import { laneIndex } from '#shared/domain/token.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { issueDeskToken } from '#hub/features/queue/issue-desk-token.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { recallLanes } from './lane-memory.ts';

const world = useHub();
let locationId: number;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-lanes-'));
  world.hub.laneFolder = join(folder, 'lanes');
  locationId = (await insertLocation(world.database.db)).id;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function pair(): Promise<string> {
  const headers = await world.staffHeaders(locationId, 'manager');
  const made = await world.post('/api/devices/pairing-codes', { kind: 'kiosk', name: 'Entrance' }, headers);
  const { code } = ((await made.json()) as { data: { code: string } }).data;
  const paired = await world.post('/api/devices/pair', { code, kind: 'kiosk', appVersion: '1.0.0' });
  return ((await paired.json()) as { data: PairReply }).data.lane;
}
const readLocation = async () => {
  const [row] = await world.hub.db.select().from(locations).where(eq(locations.id, locationId));
  return row!;
};
/** As the location stood in a backup. The devices that came since are no matter here: the hub has forgotten them. */
async function restore({ lanesIssued, deskLane }: Awaited<ReturnType<typeof readLocation>>): Promise<void> {
  await world.hub.db.update(locations).set({ lanesIssued, deskLane }).where(eq(locations.id, locationId));
  await world.hub.db.execute(`DELETE FROM device_incarnations WHERE location_id = ${locationId} AND lane <> 'A'`);
}

test('after a restore no kiosk is given a lane that one paired since the backup prints under', async () => {
  await pair();
  const backup = await readLocation();
  const since = [await pair(), await pair()];
  await restore(backup);
  expect(await recallLanes(world.hub)).toBe(1);
  expect(since).not.toContain(await pair());
  const audit = await world.hub.db.select().from(auditLog).where(eq(auditLog.locationId, locationId));
  expect(audit.map(({ action }) => action)).toContain('sync.lanes_recalled');
});

test('without a memory of its own the hub would: only what stands outside the database helps', async () => {
  world.hub.laneFolder = null;
  await pair();
  const backup = await readLocation();
  const since = [await pair(), await pair()];
  await restore(backup);
  expect(await recallLanes(world.hub)).toBe(0);
  expect(since).toContain(await pair());
});

test('the desk takes another lane after a restore, and no kiosk is given its old one', async () => {
  const issue = async () =>
    world.hub.transact(async ({ tx }) => issueDeskToken(tx, await readLocation(), world.hub.clock()));
  await pair();
  const backup = await readLocation();
  const before = await issue();
  const kiosk = await pair();
  await restore(backup);
  expect(await recallLanes(world.hub)).toBe(1);
  const lanes = [before.lane, kiosk, (await issue()).lane, await pair()];
  expect(new Set(lanes).size).toBe(4);
});

test('a start after an ordinary day changes nothing', async () => {
  const lanes = [await pair(), await pair()];
  expect(await recallLanes(world.hub)).toBe(0);
  expect(laneIndex(await pair())).toBe(laneIndex(lanes[1]!) + 1);
});
