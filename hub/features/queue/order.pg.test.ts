import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { orderQueue } from '#shared/domain/queue-order.ts';
import { prioritySettingsSchema, type PrioritySettings } from '#shared/domain/priority-settings.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { queueHistory, type QueueHistory } from '#shared/protocol/api/queue-history.ts';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import { settings } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueEvents, queueManagement, visits } from '#hub/db/schema/queue.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertService, insertUser } from '#testing/factories/clinic.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { lockQueueEntries } from './queue-entry.store.ts';
import { placeNewcomer } from './place-newcomer.ts';
import { NO_FACTS, priorityEntryOf, type PriorityFacts } from './priority-facts.ts';
import { reorderWaiting } from './reorder-waiting.ts';
import { waitingOrder } from './waiting-order.ts';

const hub = useHub();
let room: WaitingRoom;
let staff: { authorization: string };

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
});

type Answer<T> = { status: number; data?: T; error?: { code: string; details: Record<string, unknown> } };
async function read<T>(response: Promise<Response>): Promise<Answer<T>> {
  const answer = await response;
  return { status: answer.status, ...((await answer.json()) as object) };
}
const post = async <T>(path: string, body: unknown, headers = {}) =>
  read<T>(hub.post(path, body, { ...staff, ...headers }));
const event = async (id: number, body: object) => post<QueueRow>(`/api/queue/${id}/events`, body);
const groups = async () => (await read<QueueGroup[]>(hub.get('/api/queue/current', staff))).data ?? [];
const waiting = async () =>
  (await groups()).flatMap((group) => group.queue.filter((row) => row.queue_position !== null));
const labels = async () => (await waiting()).map((row) => row.token_label);
const callNext = async () =>
  (
    await post<{ called: QueueRow | null }>('/api/queue/call-next', {
      doctor_id: null,
      service_id: room.service.id,
      station_id: room.station.id,
    })
  ).data?.called?.token_label;

async function registered(birthDate: string | null = '1980-05-05'): Promise<number> {
  const [row] = await hub.hub.db
    .insert(patients)
    .values({
      uid: randomUUID(),
      locationId: room.locationId,
      firstName: 'Ada',
      lastName: 'Obi',
      dateOfBirth: birthDate,
    })
    .returning({ id: patients.id });
  return row!.id;
}
const join = async (more: object = {}) =>
  post<QueueRow>('/api/queue/join', { patient_id: await registered(), service_id: room.service.id, ...more });

async function chooseSettings(value: PrioritySettings): Promise<number> {
  return hub.hub.transact(async (scope) => {
    await scope.tx
      .insert(settings)
      .values({ locationId: room.locationId, key: 'queue_priorities', value })
      .onConflictDoUpdate({ target: [settings.locationId, settings.key], set: { value } });
    return reorderWaiting({
      ...scope,
      locationId: room.locationId,
      actor: null,
      now: hub.hub.clock(),
      requestId: null,
    });
  });
}

const minute = 60_000;
const factsArbitrary: fc.Arbitrary<PriorityFacts> = fc.record({
  emergency: fc.boolean(),
  urgency: fc.constantFrom(null, 'low', 'medium', 'high'),
  birthDate: fc.constantFrom(null, '1935-01-01', '1990-07-07', '2025-12-01'),
  statedAge: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
  statedSince: fc.constant(null),
  specialRequirements: fc.constantFrom(null, 'Wheelchair access'),
  longJourney: fc.boolean(),
  returned: fc.boolean(),
  transferred: fc.boolean(),
  bookedAt: fc.constant(null),
});
const arrivalArbitrary = fc.record({
  facts: factsArbitrary,
  // Many at the same moment, so that the last parts of the key decide.
  minutesAgo: fc.integer({ min: 0, max: 8 }),
  bookedIn: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
  statedMinutes: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
});
const settingsArbitrary = fc
  .record({
    high: fc.double({ min: 0, max: 60, noNaN: true }),
    age: fc.double({ min: 0, max: 30, noNaN: true }),
    late: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ high, age, late }) =>
    prioritySettingsSchema.parse({
      urgencyCredit: { low: 0, medium: high / 2, high },
      ageCredit: [{ fromAge: 60, toAge: 150, minutes: age }],
      appointmentGrace: { lateMinutes: late },
    }),
  );

async function insertWaiting(arrivals: readonly (typeof arrivalArbitrary extends fc.Arbitrary<infer A> ? A : never)[]) {
  const now = hub.hub.clock();
  const { locationId, service } = room;
  const businessDate = serviceDayOf(now, { timeZone: 'Europe/Berlin', cutoverHour: 4 });
  for (const [index, { facts, minutesAgo, bookedIn, statedMinutes }] of arrivals.entries()) {
    const checkedInAt = now - minutesAgo * minute;
    const whole = {
      ...NO_FACTS,
      ...facts,
      bookedAt: bookedIn === null ? null : now + bookedIn * minute,
      statedSince: statedMinutes === null ? null : now - statedMinutes * minute,
    };
    const patientId = await registered(facts.birthDate);
    const tokenNumber = `${businessDate.replaceAll('-', '')}-X-${String(index + 1).padStart(3, '0')}`;
    const shared = { locationId, patientId, serviceId: service.id, businessDate, tokenNumber };
    const [visit] = await hub.hub.db
      .insert(visits)
      .values({
        ...shared,
        uid: randomUUID(),
        lane: 'X',
        number: index + 1,
        specialRequirements: facts.specialRequirements,
        checkedInAt,
      })
      .returning({ id: visits.id });
    const uid = randomUUID();
    const entry = {
      uid,
      status: 'waiting' as const,
      serviceUid: service.uid,
      doctorUid: null,
      stationUid: null,
      checkedInAt,
      calledAt: null,
      startedAt: null,
      endedAt: null,
      callCount: 0,
      heldSince: null,
    };
    const unplaced = { tokenNumber, businessDate, language: 'en' as const, visitType: '', entry, facts: whole };
    const { columns } = placeNewcomer(unplaced, prioritySettingsSchema.parse({}), now);
    await hub.hub.db
      .insert(queueManagement)
      .values({ ...shared, ...columns, uid, visitId: visit!.id, checkInTime: checkedInAt });
  }
}

describe('the order in the database', () => {
  test('is the domain’s order, for anyone, under any settings, before and after they change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrivalArbitrary, { minLength: 2, maxLength: 25 }),
        settingsArbitrary,
        async (arrivals, chosen) => {
          room = await openWaitingRoom(hub.hub);
          await insertWaiting(arrivals);
          for (const current of [prioritySettingsSchema.parse({}), chosen]) {
            await chooseSettings(current);
            const inDatabase = await hub.hub.db
              .select({ uid: queueManagement.uid })
              .from(queueManagement)
              .where(eq(queueManagement.locationId, room.locationId))
              .orderBy(...waitingOrder());
            const entries = await hub.hub.transact(async ({ tx }) =>
              lockQueueEntries(tx, eq(queueManagement.locationId, room.locationId)),
            );
            const inDomain = orderQueue(entries.map(priorityEntryOf), current);
            expect(inDatabase.map((row) => row.uid)).toEqual(inDomain.map((row) => row.entry.uid));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('puts emergencies first, then head starts, then who came first; the reasons are told', async () => {
    await room.checkIn(2);
    await join();
    await join({ urgency_level: 'high', special_requirements: 'Wheelchair access' });
    await join({ urgency_level: 'emergency' });
    const rows = await waiting();
    expect(rows.map((row) => row.urgency_level)).toEqual(['emergency', 'high', null, null, null]);
    expect(rows[1]).toMatchObject({
      special_requirements: 'Wheelchair access',
      ai_priority_factors: { creditMinutes: 40, waitClass: 'high' },
    });
    expect(rows[1]?.ai_priority_factors?.reasons).toContainEqual({ factor: 'urgency', level: 'high', minutes: 30 });
    const scores = rows.map((row) => row.priority_score ?? 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const [stored] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.uid, rows[0]!.uid));
    expect(stored).toMatchObject({ medicalUrgencyScore: 100, orderTier: 0 });
    expect(await callNext()).toBe(rows[0]?.token_label);
    expect(await callNext()).toBe(rows[1]?.token_label);
  });

  test('changes when somebody is raised to emergency, and history says who did it', async () => {
    await room.checkIn(3);
    const third = (await waiting())[2]!;
    const raised = await event(third.id, { type: 'raise_to_emergency', notes: 'collapsed' });
    expect(raised.data).toMatchObject({ queue_position: 1, urgency_level: 'emergency' });
    expect(await labels()).toEqual(['A-003', 'A-001', 'A-002']);
    const [row] = await hub.hub.db
      .select()
      .from(feed)
      .where(and(eq(feed.locationId, room.locationId), eq(feed.uid, third.uid), eq(feed.rev, 2)));
    expect(row?.payload).toMatchObject({ order: { tier: 0 } });
    expect((await event(third.id, { type: 'set_urgency', urgency_level: null })).data?.queue_position).toBe(3);
    expect(await callNext()).toBe('A-001');
  });

  test('alerts the desk of who waits longer than the class may, and moves nobody', async () => {
    await room.checkIn(1);
    await join({ urgency_level: 'high' });
    hub.moveClock(11 * minute);
    try {
      staff = await hub.staffHeaders(room.locationId, 'front_desk');
      const rows = await waiting();
      expect(rows.map((row) => row.overdue)).toEqual([true, false]);
      expect(rows[0]?.overdue_reason).toEqual({ wait_class: 'high', waited_minutes: 11, maximum_minutes: 10 });
      expect((await groups())[0]?.total_overdue).toBe(1);
    } finally {
      hub.moveClock(-11 * minute);
    }
  });
});

describe('joining at the desk', () => {
  test('issues the next token of the desk, in the queue of the doctor, as the requirements have it', async () => {
    const doctor = await insertUser(hub.hub.db, {
      locationId: room.locationId,
      role: 'doctor',
      serviceId: room.service.id,
    });
    const patient = await registered();
    const body = {
      patient_id: patient,
      doctor_id: doctor.id,
      reason_for_visit: 'Emergency',
      urgency_level: 'high',
      special_requirements: 'Wheelchair access',
    };
    const { data, status } = await post<QueueRow>('/api/queue/join', body);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      doctor_id: doctor.id,
      queue_position: 1,
      current_status: 'waiting',
      reason_for_visit: 'Emergency',
    });
    expect(data?.token_number).toMatch(/^\d{8}-[A-Z]{1,3}-001$/u);
    expect(await post('/api/queue/join', body)).toMatchObject({
      status: 409,
      error: { code: 'queue.already_waiting', details: { queue_id: data?.id } },
    });
    expect((await join()).data?.token_label.endsWith('-002')).toBe(true);
  });

  test('refuses patients, doctors and services of another location, and a body that names no queue', async () => {
    const other = await openWaitingRoom(hub.hub);
    const foreign = await registered();
    const own = room.locationId;
    room = other;
    const patientElsewhere = await registered();
    const tries = [
      [{ patient_id: patientElsewhere, service_id: 1 }, 404, 'patient.not_found'],
      [{ patient_id: foreign, service_id: other.service.id }, 404, 'service.not_found'],
      [{ patient_id: foreign }, 400, 'request.invalid'],
    ] as const;
    for (const [body, status, code] of tries) {
      expect(await post('/api/queue/join', body)).toMatchObject({ status, error: { code } });
    }
    expect(await hub.hub.db.$count(queueManagement, eq(queueManagement.locationId, own))).toBe(0);
  });
});

describe('prioritizing', () => {
  test('takes urgency, a wait the hub does not know of and an age, and says score, reasons and places', async () => {
    await room.checkIn(3);
    const third = (await waiting())[2]!;
    const { data } = await post<Record<string, unknown>>('/api/queue/prioritize', {
      doctor_id: null,
      queue_id: third.id,
      priority_factors: { medical_urgency: 'high', wait_time: 30, patient_age: 85 },
    });
    expect(data).toMatchObject({
      previous_position: 3,
      queue_position: 1,
      medical_urgency_score: 75,
      wait_time_score: 30,
      priority_score: 60,
      entry: { token_label: 'A-003' },
    });
    expect(await callNext()).toBe('A-003');
    expect(
      await post('/api/queue/prioritize', { doctor_id: null, queue_id: third.id + 999, priority_factors: {} }),
    ).toMatchObject({ status: 404, error: { code: 'queue.not_found' } });
  });

  test('with the wait that the screen shows moves nobody', async () => {
    await room.checkIn(2);
    const second = (await waiting())[1]!;
    const body = { queue_id: second.id, priority_factors: { wait_time: 1, medical_urgency: 'low' } };
    expect((await post<{ queue_position: number }>('/api/queue/prioritize', body)).data?.queue_position).toBe(2);
  });
});

describe('taking the last move back', () => {
  const undo = async (id: number) => post<QueueRow>(`/api/queue/${id}/undo`, undefined);

  test('restores what stood before each kind of move, and history keeps both', async () => {
    const lab = await insertService(hub.hub.db, { locationId: room.locationId, name: { text: 'Lab' } });
    await room.checkIn(2);
    const { id, uid } = (await waiting())[0]!;
    const moves = [
      [{ type: 'call', station_id: room.station.id }, 'called'],
      [{ type: 'start' }, 'in_consultation'],
      [{ type: 'transfer', service_id: lab.id, doctor_id: null }, 'waiting'],
    ] as const;
    for (const [move] of moves) {
      const before = (await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, id)))[0]!;
      expect((await event(id, move)).status).toBe(200);
      const { data } = await undo(id);
      const after = (await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, id)))[0]!;
      const { currentStatus, serviceId, stationId, heldSince, transferred, orderAt } = before;
      expect(after).toMatchObject({ currentStatus, serviceId, stationId, heldSince, transferred, orderAt });
      expect(data?.current_status).toBe(currentStatus);
      if (move.type !== 'transfer') await event(id, move);
    }
    for (const move of ['complete'] as const) {
      await event(id, { type: move });
      expect((await undo(id)).data?.current_status).toBe('in_consultation');
    }
    const history = await hub.hub.db
      .select()
      .from(queueEvents)
      .where(eq(queueEvents.queueId, id))
      .orderBy(asc(queueEvents.id));
    expect(history.filter(({ type }) => type === 'undo')).toHaveLength(4);
    expect(history.map(({ rev }) => rev)).toEqual(history.map((_, index) => index + 1));
    // A call that was taken back was spoken all the same: the next one has a number of its own.
    expect((await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.uid, uid)))[0]?.callCount).toBe(2);
  });

  test('works once, for no more than ten seconds, and not for what cannot be taken back', async () => {
    await room.checkIn(1);
    const { id } = (await waiting())[0]!;
    expect(await undo(id)).toMatchObject({ status: 409, error: { code: 'queue.nothing_to_undo' } });
    await event(id, { type: 'hold' });
    expect((await undo(id)).data).toMatchObject({ held: false, queue_position: 1 });
    expect(await undo(id)).toMatchObject({ status: 409, error: { code: 'queue.nothing_to_undo' } });
    await event(id, { type: 'call', station_id: room.station.id });
    hub.moveClock(10_500);
    try {
      expect(await undo(id)).toMatchObject({ status: 409, error: { code: 'queue.undo_too_late' } });
    } finally {
      hub.moveClock(-10_500);
    }
    expect((await event(id, { type: 'no_show' })).data?.current_status).toBe('no_show');
    expect((await undo(id)).data?.current_status).toBe('called');
  });
});

describe('a visit of several stages', () => {
  test('keeps token and anchor, and its history shows each queue it stood in', async () => {
    const lab = await insertService(hub.hub.db, { locationId: room.locationId, name: { text: 'Lab' } });
    await room.checkIn(1);
    const { id, token_label: label, check_in_time: came } = (await waiting())[0]!;
    await event(id, { type: 'call', station_id: room.station.id });
    await event(id, { type: 'start' });
    const moved = await event(id, { type: 'transfer', service_id: lab.id, doctor_id: null, notes: 'blood count' });
    expect(moved.data).toMatchObject({ token_label: label, check_in_time: came, service_name: 'Lab' });
    await event(id, { type: 'call', station_id: room.station.id });
    await event(id, { type: 'start' });
    await event(id, { type: 'complete' });
    const { data } = await read<QueueHistory>(hub.get(`/api/queue/${id}/history`, staff));
    expect(() => queueHistory.reply.parse(data)).not.toThrow();
    expect(data?.stages.map((stage) => [stage.service_name, stage.station_name])).toEqual([
      ['General practice', 'Room 1'],
      ['Lab', 'Room 1'],
    ]);
    expect(data?.stages.every((stage) => stage.started_at !== null && stage.ended_at !== null)).toBe(true);
    expect(data?.events.map(({ type }) => type)).toEqual([
      'check_in',
      'call',
      'start',
      'transfer',
      'call',
      'start',
      'complete',
    ]);
    expect(data?.events[3]).toMatchObject({ notes: 'blood count', actor_name: 'Test User' });
    const other = await openWaitingRoom(hub.hub);
    const stranger = await hub.staffHeaders(other.locationId, 'front_desk');
    expect((await read(hub.get(`/api/queue/${id}/history`, stranger))).status).toBe(404);
  });
});

test('priorities that a manager chooses hold at once for everyone who waits', async () => {
  const first = await join({ urgency_level: 'low' });
  const second = await join({ urgency_level: 'high' });
  const labelOf = (answer: typeof first): string | undefined => answer.data?.token_label;
  expect(await labels()).toEqual([labelOf(second), labelOf(first)]);

  const manager = await hub.staffHeaders(room.locationId, 'manager');
  const changed = await fetch(`${hub.url}/api/settings/queue_priorities`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...manager },
    body: JSON.stringify({ rev: 0, value: { urgencyCredit: { low: 0, medium: 0, high: 0 } } }),
  });
  expect(changed.status).toBe(200);
  expect(await labels()).toEqual([labelOf(first), labelOf(second)]);
});
