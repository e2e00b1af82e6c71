import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { QueueHistory } from '#shared/protocol/api/queue-history.ts';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertAppointment, insertPatient, openPractice } from '#testing/factories/booking.ts';
import { insertStation } from '#testing/factories/clinic.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { endDays } from './end-days.ts';

const hub = useHub();
const HOUR = 3_600_000;
/** Noon in Berlin. */
const NOON = Date.parse('2030-01-15T11:00:00Z');
let room: WaitingRoom;

beforeEach(async () => {
  hub.moveClock(NOON - hub.hub.clock());
  room = await openWaitingRoom(hub.hub);
});
const entries = async () =>
  hub.hub.db
    .select()
    .from(queueManagement)
    .where(eq(queueManagement.locationId, room.locationId))
    .orderBy(asc(queueManagement.id));
const statuses = async () => (await entries()).map((entry) => entry.currentStatus);
const staffOf = async (locationId: number) => hub.staffHeaders(locationId, 'front_desk');
async function move(id: number, event: object): Promise<void> {
  const answer = await hub.post(`/api/queue/${id}/events`, event, await staffOf(room.locationId));
  expect(answer.status).toBe(200);
}

describe('the end of a day', () => {
  test('ends what was left open, each in its way, and nothing of today or of the night', async () => {
    await room.checkIn(4);
    const [, called, seen, done] = await entries();
    for (const entry of [called!, seen!, done!]) await move(entry.id, { type: 'call', station_id: room.station.id });
    for (const entry of [seen!, done!]) await move(entry.id, { type: 'start' });
    await move(done!.id, { type: 'complete' });
    expect(await endDays(hub.hub)).toBe(0);
    // After midnight, but not yet the next service day; and then it is, but they came in late the evening before.
    hub.moveClock(11 * HOUR);
    await room.checkIn(1);
    hub.moveClock(7 * HOUR);
    expect(await endDays(hub.hub)).toBe(3);
    expect(await statuses()).toEqual(['no_show', 'no_show', 'completed', 'completed', 'waiting']);
    hub.moveClock(6 * HOUR);
    expect(await endDays(hub.hub)).toBe(1);
    expect(await endDays(hub.hub)).toBe(0);
    const audits = await hub.hub.db.select().from(auditLog).where(eq(auditLog.locationId, room.locationId));
    expect(audits.filter((row) => row.action === 'queue.day_ended').map((row) => row.actorType)).toEqual(
      Array(4).fill('system'),
    );
    const told = await hub.hub.db.select().from(feed).where(eq(feed.locationId, room.locationId));
    const last = new Map(told.map((row) => [row.uid, (row.payload as { status?: string } | null)?.status]));
    for (const entry of await entries()) expect(last.get(entry.uid)).toBe(entry.currentStatus);
  });

  test('stands in the history of who was never called, and can be taken back the next morning', async () => {
    await room.checkIn(1);
    hub.moveClock(24 * HOUR);
    await endDays(hub.hub);
    const [entry] = await entries();
    const staff = await staffOf(room.locationId);
    const { data: history } = await readAnswer<QueueHistory>(hub.get(`/api/queue/${entry!.id}/history`, staff));
    expect(history?.events.map(({ type, to_status: to, actor_type: who }) => [type, to, who])).toEqual([
      ['check_in', 'waiting', 'device'],
      ['day_ended', 'no_show', 'system'],
    ]);
    expect(history?.events[1]?.details).toEqual({ never_called: true });
    const undone = await readAnswer<QueueRow>(hub.post(`/api/queue/${entry!.id}/undo`, {}, staff));
    expect(undone.data?.current_status).toBe('waiting');
    // It is left alone for the day, and found again when that has ended.
    expect(await endDays(hub.hub)).toBe(0);
    hub.moveClock(24 * HOUR);
    expect(await endDays(hub.hub)).toBe(1);
    const board = await readAnswer<QueueGroup[]>(hub.get('/api/queue/current', await staffOf(room.locationId)));
    expect(board.data?.flatMap((group) => group.queue)).toEqual([]);
  });

  test('takes in what a kiosk hands over days later', async () => {
    const [op] = await room.checkIn(1);
    expect(op).toBeDefined();
    hub.moveClock(72 * HOUR);
    await room.checkIn(1);
    expect(await endDays(hub.hub)).toBe(1);
    expect(await statuses()).toEqual(['no_show', 'waiting']);
  });

  test('is one for many hubs at once', async () => {
    await room.checkIn(30);
    hub.moveClock(24 * HOUR);
    const counts = await Promise.all([1, 2, 3].map(async () => endDays(hub.hub)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(await statuses()).toEqual(Array(30).fill('no_show'));
  });
});

describe('the appointment of an entry that was left open', () => {
  async function leaveOpen(events: object[]) {
    const clinic = await openPractice(hub.hub.db);
    const { locationId, doctor } = clinic;
    const stationId = (await insertStation(hub.hub.db, { locationId })).id;
    const patientId = (await insertPatient(hub.hub.db, { locationId })).id;
    const { id } = await insertAppointment(hub.hub.db, {
      locationId,
      doctorId: doctor.id,
      serviceId: doctor.serviceId,
      patientId,
      scheduledDate: NOON + HOUR,
    });
    const staff = await staffOf(locationId);
    const { data } = await readAnswer<{ queue_id: number }>(hub.post(`/api/appointments/${id}/check-in`, {}, staff));
    const queueId = data!.queue_id;
    for (const event of events) {
      const body = { ...event, ...((event as { type: string }).type === 'call' && { station_id: stationId }) };
      await hub.post(`/api/queue/${queueId}/events`, body, staff);
    }
    hub.moveClock(24 * HOUR);
    await endDays(hub.hub);
    const headers = await staffOf(locationId);
    const status = async () =>
      (await readAnswer<AppointmentRow>(hub.get(`/api/appointments/${id}`, headers))).data!.status;
    return { status, undo: async () => hub.post(`/api/queue/${queueId}/undo`, {}, headers) };
  }

  test.each([
    ['was never called: they did come', [], 'scheduled', 'scheduled'],
    ['was called in vain', [{ type: 'call' }], 'no_show', 'scheduled'],
    ['was being seen', [{ type: 'call' }, { type: 'start' }], 'completed', 'in_progress'],
  ])('whose patient %s', async (_, events, after, before) => {
    const { status, undo } = await leaveOpen(events);
    expect(await status()).toBe(after);
    expect((await undo()).status).toBe(200);
    expect(await status()).toBe(before);
  });
});
