import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { snapshotEstimator } from '#shared/domain/wait-estimate.ts';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import { queueManagement, waitModels, waitPredictions } from '#hub/db/schema/queue.ts';
import { feed } from '#hub/db/schema/sync.ts';
import type { Hub } from '#hub/hub.ts';
import { startFeedListening } from '#hub/realtime/start-feed-listening.ts';
import { startWaits } from '#hub/realtime/start-waits.ts';
import { insertService, insertUser } from '#testing/factories/clinic.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { advanceWaits } from './advance-waits.ts';
import { saveSnapshot } from './save-snapshot.ts';
import type { WaitMemory } from './wait-memory.ts';

const MINUTE = 60_000;

type Answer<T> = { status: number; data?: T };
async function read<T>(response: Promise<Response>): Promise<Answer<T>> {
  const answer = await response;
  return { status: answer.status, ...((await answer.json()) as object) };
}

/** What a process that keeps waits does, one step at a time and at the test's own times. */
function stepper(hub: Hub, locationId: number) {
  let memory: WaitMemory | null = null;
  return {
    step: async () => {
      const done = await hub.transact(async (scope) => advanceWaits(scope, locationId, memory, hub.clock()));
      memory = done?.memory ?? memory;
      return done;
    },
    forget: () => (memory = null),
    memory: () => memory,
  };
}

describe('the waits of a location', () => {
  const hub = useHub();
  let room: WaitingRoom;
  let staff: { authorization: string };
  beforeEach(async () => {
    room = await openWaitingRoom(hub.hub);
    staff = await hub.staffHeaders(room.locationId, 'front_desk');
  });

  const event = async (id: number, body: object) => {
    const answer = await read<QueueRow>(hub.post(`/api/queue/${id}/events`, body, staff));
    expect(answer.status).toBe(200);
    return answer.data!;
  };
  const call = async (id: number) => event(id, { type: 'call', station_id: room.station.id });
  const group = async () => (await read<QueueGroup[]>(hub.get('/api/queue/current', staff))).data![0]!;
  const waiting = async () => (await group()).queue.filter((row) => row.queue_position !== null);
  const predictions = async () =>
    hub.hub.db
      .select()
      .from(waitPredictions)
      .where(eq(waitPredictions.locationId, room.locationId))
      .orderBy(asc(waitPredictions.id));
  const feedOf = async (entity: string) =>
    hub.hub.db
      .select()
      .from(feed)
      .where(and(eq(feed.locationId, room.locationId), eq(feed.entity, entity)))
      .orderBy(asc(feed.seq));
  /** Serves everyone who waits, so many minutes each. */
  async function serveAll(minutes: number, step: () => Promise<unknown>): Promise<void> {
    for (const { id } of await waiting()) {
      await call(id);
      await event(id, { type: 'start' });
      hub.moveClock(minutes * MINUTE);
      staff = await hub.staffHeaders(room.locationId, 'front_desk');
      await event(id, { type: 'complete' });
      await step();
    }
  }

  test('give everyone who checks in a range, longer further back, in the API, the feed and the records', async () => {
    const { step } = stepper(hub.hub, room.locationId);
    await step();
    await room.checkIn(5);
    await step();
    const rows = await waiting();
    const uppers = rows.map((row) => row.wait_range!.upper);
    expect(uppers).toEqual(uppers.toSorted((a, b) => a - b));
    expect(uppers[4]).toBeGreaterThan(uppers[0]!);
    expect(rows.every((row) => row.estimated_wait_time_minutes === row.wait_range?.upper)).toBe(true);
    const made = await predictions();
    expect(made.map((one) => one.shownUpper)).toEqual(uppers);
    expect(made.every((one) => one.outcome === null && one.shownUpper % 5 === 0)).toBe(true);
    const told = (await feedOf('queue_entry')).filter((row) => row.payload?.['waitSaidAt'] !== undefined);
    expect(told.map((row) => (row.payload?.['waitMinutes'] as [number, number] | undefined)?.[1])).toEqual(uppers);
    expect(told[0]?.payload).toMatchObject({ status: 'waiting', order: { tier: 1 } });
  });

  test('tell kiosks and displays of each queue what a newcomer would be told', async () => {
    const doctor = await insertUser(hub.hub.db, {
      locationId: room.locationId,
      role: 'doctor',
      serviceId: room.service.id,
    });
    const { step } = stepper(hub.hub, room.locationId);
    await step();
    await room.checkIn(4, { doctorUid: doctor.uid });
    hub.moveClock(3_000);
    await step();
    const last = new Map((await feedOf('queue_wait')).map((row) => [row.uid, row.payload]));
    expect(last.get(doctor.uid)).toMatchObject({ serviceUid: room.service.uid, doctorUid: doctor.uid, waiting: 4 });
    expect(last.get(room.service.uid)).toMatchObject({ doctorUid: null, waiting: 4 });
    const [, upper] = last.get(doctor.uid)!['waitMinutes'] as [number, number];
    expect(upper).toBeGreaterThanOrEqual(45);
    const groups = (await read<QueueGroup[]>(hub.get('/api/queue/current', staff))).data!;
    expect(groups[1]).toMatchObject({ doctor_id: doctor.id, newcomer_wait: { upper } });
  });

  test('keep what came of each prediction: called, left, moved on', async () => {
    const lab = await insertService(hub.hub.db, { locationId: room.locationId, name: { text: 'Lab' } });
    const { step } = stepper(hub.hub, room.locationId);
    await room.checkIn(4);
    await step();
    const [first, second, third] = await waiting();
    hub.moveClock(7 * MINUTE);
    await call(first!.id);
    await event(second!.id, { type: 'cancel' });
    await event(third!.id, { type: 'transfer', service_id: lab.id, doctor_id: null });
    await step();
    const outcomes = (await predictions()).map(({ queueId, outcome, actualMinutes, serviceId }) => ({
      queueId,
      outcome,
      serviceId,
      minutes: actualMinutes === null ? null : Math.round(actualMinutes),
    }));
    expect(outcomes.slice(0, 3)).toMatchObject([
      { queueId: first!.id, outcome: 'called', minutes: 7 },
      { queueId: second!.id, outcome: 'left' },
      { queueId: third!.id, outcome: 'moved', serviceId: room.service.id },
    ]);
    expect(outcomes.slice(3)).toMatchObject([
      { outcome: null },
      { queueId: third!.id, outcome: null, serviceId: lab.id },
    ]);
    const [entry] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, first!.id));
    expect(entry?.estimatedWaitTimeMinutes).toBe((await predictions())[0]?.shownUpper);
    hub.moveClock(-7 * MINUTE);
  });

  test('extend a range that is overrun, visibly, and say it to devices again', async () => {
    const { step } = stepper(hub.hub, room.locationId);
    await room.checkIn(1);
    await step();
    const before = (await waiting())[0]!.wait_range!;
    expect(before.extended).toBe(false);
    hub.moveClock((before.upper + 1) * MINUTE);
    try {
      staff = await hub.staffHeaders(room.locationId, 'front_desk');
      await step();
      const after = (await waiting())[0]!.wait_range!;
      expect(after).toMatchObject({ extended: true });
      expect(after.upper).toBeGreaterThan(0);
      const [kept] = await predictions();
      expect(kept).toMatchObject({ extensions: 1, shownUpper: before.upper });
      const told = (await feedOf('queue_entry')).filter((row) => row.payload?.['waitSaidAt'] !== undefined);
      expect(told).toHaveLength(2);
    } finally {
      hub.moveClock(-(before.upper + 1) * MINUTE);
    }
  });

  test('learn from visits: after many that took three minutes nobody is told the configured fifteen', async () => {
    const { step } = stepper(hub.hub, room.locationId);
    await room.checkIn(30);
    await step();
    const before = (await predictions())[20]!;
    await serveAll(3, step);
    staff = await hub.staffHeaders(room.locationId, 'front_desk');
    await room.checkIn(21);
    await step();
    const after = (await predictions()).at(-1)!;
    expect(before.expected).toBeGreaterThan(200);
    expect(after.expected).toBeLessThan(130);
  });

  test('are the same after a snapshot is restored, and close to it after it is lost and made from history', async () => {
    const live = stepper(hub.hub, room.locationId);
    await live.step();
    await room.checkIn(6);
    await live.step();
    await serveAll(4, live.step);
    staff = await hub.staffHeaders(room.locationId, 'front_desk');
    await room.checkIn(3);
    await live.step();
    await saveSnapshot(hub.hub.db, room.locationId, live.memory()!, hub.hub.clock());
    // What happens after it was saved is read again.
    await room.checkIn(1);
    await live.step();
    const known = snapshotEstimator(live.memory()!.model.estimator);

    const restarted = stepper(hub.hub, room.locationId);
    await restarted.step();
    expect(snapshotEstimator(restarted.memory()!.model.estimator)).toEqual(known);

    await hub.hub.db.update(waitModels).set({ snapshot: 'damaged' }).where(eq(waitModels.locationId, room.locationId));
    const rebuilt = stepper(hub.hub, room.locationId);
    await rebuilt.step();
    expect(snapshotEstimator(rebuilt.memory()!.model.estimator)).toEqual(known);
    expect((await predictions()).filter((one) => one.outcome === null)).toHaveLength(4);
  });

  test('are told once each by two processes that take turns', async () => {
    const one = stepper(hub.hub, room.locationId);
    const two = stepper(hub.hub, room.locationId);
    await one.step();
    await saveSnapshot(hub.hub.db, room.locationId, one.memory()!, hub.hub.clock());
    for (let round = 0; round < 6; round += 1) {
      await room.checkIn(2);
      await Promise.all([one.step(), two.step()]);
      const [first] = await waiting();
      await call(first!.id);
      await (round % 2 === 0 ? one : two).step();
      await event(first!.id, { type: 'start' });
      await event(first!.id, { type: 'complete' });
    }
    await one.step();
    await two.step();
    await one.step();
    const made = await predictions();
    expect(made).toHaveLength(12);
    expect(new Set(made.map((each) => each.queueId)).size).toBe(12);
    expect(made.filter((each) => each.outcome === 'called')).toHaveLength(6);
    expect(snapshotEstimator(one.memory()!.model.estimator)).toEqual(snapshotEstimator(two.memory()!.model.estimator));
  });

  test('of a step that is rolled back are told by the next one', async () => {
    const { step } = stepper(hub.hub, room.locationId);
    await room.checkIn(2);
    const failing = hub.hub.transact(async (scope) => {
      await advanceWaits(scope, room.locationId, null, hub.hub.clock());
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await predictions()).toEqual([]);
    await step();
    expect(await predictions()).toHaveLength(2);
  });

  test('never put an old status behind a new one, whatever is moved meanwhile', async () => {
    const { step } = stepper(hub.hub, room.locationId);
    await room.checkIn(40);
    const rows = await waiting();
    const stepping = (async () => {
      for (let round = 0; round < 20; round += 1) await step();
    })();
    await Promise.all([stepping, ...rows.map(async ({ id }) => call(id))]);
    await step();
    const last = new Map((await feedOf('queue_entry')).map((row) => [row.uid, row.payload?.['status']]));
    expect([...last.values()].filter((status) => status !== 'called')).toEqual([]);
  });
});

describe('two hubs that run', () => {
  const hub = useHub({ parts: [startWaits, startFeedListening] });

  test('keep up with a rush by themselves, and do not flood the feed', async () => {
    const twin = await hub.startTwin();
    try {
      const room = await openWaitingRoom(hub.hub);
      for (let round = 0; round < 30; round += 1) await room.checkIn(2);
      const open = () =>
        hub.hub.db.$count(waitPredictions, eq(waitPredictions.locationId, room.locationId)).then(Number);
      await vi.waitFor(async () => expect(await open()).toBe(60), { timeout: 10_000, interval: 100 });
      const ofQueues = and(eq(feed.locationId, room.locationId), eq(feed.entity, 'queue_wait'));
      await vi.waitFor(
        async () => {
          const rows = await hub.hub.db.select().from(feed).where(ofQueues).orderBy(asc(feed.seq));
          expect(rows.at(-1)?.payload).toMatchObject({ waiting: 60 });
          expect(rows.length).toBeLessThan(8);
        },
        { timeout: 10_000, interval: 100 },
      );
    } finally {
      await twin.stop();
    }
  });
});
