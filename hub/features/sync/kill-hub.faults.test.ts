import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { visits } from '#hub/db/schema/queue.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { push } from '#shared/protocol/api/sync.ts';
import { deviceAuthorization } from '#shared/protocol/device-auth.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { insertDevice } from '#testing/factories/enrolled-device.ts';
import { addCheckIn, newOpLog } from '#testing/factories/op-log.ts';
import { faultPlan } from '#testing/faults/fault-plan.ts';
import { makeDataFolder, startHubProcess } from '#testing/hub/hub-process.ts';
import { cloneDatabase, type ClonedDatabase } from '#testing/postgres/clone-database.ts';

const plan = faultPlan('kill -9 the hub', 100);
let database: ClonedDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await cloneDatabase();
  dataDir = await makeDataFolder();
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a hub killed at any moment has every op that it acknowledged, once, and none by halves', async () => {
  const { random } = plan;
  const location = await insertLocation(database.db);
  const service = await insertService(database.db, { locationId: location.id });
  const device = await insertDevice(database.db, { locationId: location.id, n: 0 });
  const log = newOpLog(device.incarnation);
  let acknowledged = 0;
  for (let kill = 0; kill < plan.runs; kill += 1) {
    for (let n = 0; n < 40; n += 1) {
      const given = { lane: device.lane, serviceUid: service.uid };
      addCheckIn(log, randomUUID(), aCheckIn(log.ops.length + 1, given));
    }
    const env = { DATABASE_URL: database.url, ANTEROOM_DATA_DIR: dataDir };
    const hub = startHubProcess(env);
    const headers = {
      authorization: deviceAuthorization({ deviceUid: device.actor.deviceUid, deviceKey: device.key }),
    };
    const transport = { baseUrl: await hub.ready, headers: () => headers, timeoutMs: 5000 };
    const sending = (async () => {
      while (acknowledged < log.ops.length) {
        const ops = log.ops.slice(acknowledged, acknowledged + 10);
        const reply = await callApi(transport, push, { body: { incarnation: device.incarnation, ops } });
        if (reply.status !== 'ok') throw new Error(`answered ${reply.status}`);
        acknowledged = reply.lastSeq;
      }
    })().catch(() => undefined);
    // Between any two answers, or in the middle of what comes before one.
    const target = acknowledged + Math.floor(random() * 4) * 10;
    let over = false;
    void sending.finally(() => (over = true));
    while (acknowledged < target && !over) await sleep(1);
    await sleep(random() * 60);
    hub.child.kill('SIGKILL');
    await Promise.all([sending, hub.ended]);
    const ofLocation = eq(offlineSyncLogs.locationId, location.id);
    const stored = await database.db.$count(offlineSyncLogs, ofLocation);
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
    expect(await database.db.$count(visits, eq(visits.locationId, location.id))).toBe(stored);
  }
  expect(acknowledged).toBeGreaterThan(plan.runs);
});
