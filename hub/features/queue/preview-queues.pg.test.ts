import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { DEFAULT_PRIORITY_SETTINGS } from '#shared/domain/priority-settings.ts';
import type { QueueGroup, QueuePreview, QueueRow } from '#shared/protocol/api/queue.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let room: WaitingRoom;
let staff: { authorization: string };
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'manager');
});

const dataOf = async <T>(response: Promise<Response>) => ((await (await response).json()) as { data: T }).data;
const preview = async (value: object) =>
  dataOf<QueuePreview[]>(hub.post('/api/queue/preview-settings', { value }, staff));
const waiting = async () =>
  (await dataOf<QueueGroup[]>(hub.get('/api/queue/current', staff)))
    .flatMap((group) => group.queue)
    .filter((row) => row.queue_position !== null)
    .map((row) => row.id);

async function join(dateOfBirth: string): Promise<number> {
  const [patient] = await hub.hub.db
    .insert(patients)
    .values({ uid: randomUUID(), locationId: room.locationId, firstName: 'Ada', lastName: 'Obi', dateOfBirth })
    .returning();
  const body = { patient_id: patient!.id, service_id: room.service.id };
  return (await dataOf<QueueRow>(hub.post('/api/queue/join', body, staff))).id;
}

test('shows who would gain and who would lose, and changes nothing', async () => {
  const [first, second] = [await join('1990-01-01'), await join('1955-01-01')];
  expect(await waiting()).toEqual([first, second]);
  const draft = { ...DEFAULT_PRIORITY_SETTINGS, ageCredit: [{ fromAge: 65, toAge: 150, minutes: 20 }] };
  const [queue] = await preview(draft);
  expect(queue).toMatchObject({ service_id: room.service.id, doctor_id: null, moved_earlier: 1, moved_later: 1 });
  expect(queue!.rows).toMatchObject([
    { id: second, from: 2, to: 1, move: 1, head_start_change: 20 },
    { id: first, from: 1, to: 2, move: -1, head_start_change: 0 },
  ]);
  expect(await waiting()).toEqual([first, second]);
});

test('what it shows is what saving brings about', async () => {
  await join('1990-01-01');
  await join('1948-01-01');
  await join('2025-06-01');
  const value = { ...DEFAULT_PRIORITY_SETTINGS, ageCredit: [{ fromAge: 70, toAge: 150, minutes: 40 }] };
  const shown = (await preview(value)).flatMap((queue) => queue.rows.map((row) => row.id));
  await fetch(`${hub.url}/api/settings/queue_priorities`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...staff },
    body: JSON.stringify({ rev: 0, value }),
  });
  expect(await waiting()).toEqual(shown);
});

test('leaves out who is on hold, and refuses a draft that contradicts itself', async () => {
  const held = await join('1990-01-01');
  await hub.post(`/api/queue/${held}/events`, { type: 'hold' }, staff);
  expect(await preview({})).toEqual([]);
  const refused = await hub.post(
    '/api/queue/preview-settings',
    { value: { urgencyCredit: { low: 30, high: 10 } } },
    staff,
  );
  expect(refused.status).toBe(400);
});
