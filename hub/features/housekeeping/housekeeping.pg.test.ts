import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { pairingCodes } from '#hub/db/schema/devices.ts';
import { idempotencyKeys } from '#hub/db/schema/records.ts';
import { accountLinks, sessions } from '#hub/db/schema/staff.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import { insertLocation, insertUser } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { takeLock } from './hold-lock.ts';
import { createHousekeeping } from './start-housekeeping.ts';
import { sweepExpired } from './sweep-expired.ts';

const DAY_MS = 24 * 3_600_000;
const hub = useHub();
let locationId = 0;
let userId = 0;
beforeAll(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  userId = (await insertUser(hub.database.db, { locationId })).id;
});

/** One row of each kind that ends at this time. */
async function insertEnding(expiresAt: number): Promise<void> {
  const { db } = hub.database;
  await db.insert(sessions).values({ uid: randomUUID(), locationId, userId, tokenHash: randomBytes(32), expiresAt });
  await db
    .insert(pairingCodes)
    .values({ locationId, codeHash: randomBytes(32), kind: 'kiosk', deviceName: 'K', expiresAt });
  await db
    .insert(accountLinks)
    .values({ locationId, userId, purpose: 'invite', tokenHash: randomBytes(32), expiresAt });
  await db
    .insert(idempotencyKeys)
    .values({ locationId, operation: 'x', key: randomUUID(), requestHash: randomBytes(32), expiresAt });
}
async function counts(): Promise<number[]> {
  const { db } = hub.database;
  return Promise.all([sessions, pairingCodes, accountLinks, idempotencyKeys].map(async (table) => db.$count(table)));
}

describe('housekeeping', () => {
  test('deletes what expired, of every kind, and nothing else', async () => {
    const now = hub.hub.clock();
    await insertEnding(now + 60_000);
    await insertEnding(now - 60_000);
    await insertEnding(now - 2 * DAY_MS);
    expect(await sweepExpired(hub.database.db, now)).toEqual({
      sessions: 1,
      pairingCodes: 1,
      accountLinks: 2,
      idempotencyKeys: 2,
    });
    expect(await counts()).toEqual([2, 2, 1, 1]);
    await sweepExpired(hub.database.db, now + 3 * DAY_MS);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test('takes as many batches as there are', async () => {
    const expiresAt = hub.hub.clock() - 2 * DAY_MS;
    const rows = Array.from({ length: 2_500 }, () => ({
      uid: randomUUID(),
      locationId,
      userId,
      tokenHash: randomBytes(8),
      expiresAt,
    }));
    await hub.database.db.insert(sessions).values(rows);
    expect(await sweepExpired(hub.database.db, hub.hub.clock())).toMatchObject({ sessions: 2_500 });
  });

  test('is done by one of many processes, and by another when that one has ended', async () => {
    const start = createHousekeeping(systemScheduler, 50);
    const sweeps = vi.spyOn(hub.hub.log, 'info');
    const one = await start(hub.hub, null as never);
    await insertEnding(hub.hub.clock() - 2 * DAY_MS);
    await vi.waitFor(async () => expect(await counts()).toEqual([0, 0, 0, 0]));
    // As long as it lives nobody else gets the lock, between its rounds neither.
    expect(await takeLock(hub.database.url)).toBeNull();
    const two = await start(hub.hub, null as never);
    await one.stop();
    sweeps.mockClear();
    await insertEnding(hub.hub.clock() - 2 * DAY_MS);
    await vi.waitFor(async () => expect(await counts()).toEqual([0, 0, 0, 0]));
    expect(sweeps).toHaveBeenCalled();
    await two.stop();
    const free = await takeLock(hub.database.url);
    expect(free?.isHeld()).toBe(true);
    await free?.release();
  });

  test('goes on after its connection was lost', async () => {
    const part = await createHousekeeping(systemScheduler, 50)(hub.hub, null as never);
    await vi.waitFor(async () => {
      const lock = await takeLock(hub.database.url);
      await lock?.release();
      expect(lock).toBeNull();
    });
    await hub.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'anteroom-hub-housekeeping' AND datname = current_database()`,
    );
    await insertEnding(hub.hub.clock() - 2 * DAY_MS);
    await vi.waitFor(async () => expect(await counts()).toEqual([0, 0, 0, 0]), 5_000);
    await part.stop();
  });
});
