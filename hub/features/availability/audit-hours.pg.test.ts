import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { AvailabilityRow } from '#shared/protocol/api/availability.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { openPractice } from '#testing/factories/booking.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();

test('whoever changes a doctor’s hours or closes the clinic is in the log, with what it was and became', async () => {
  const { locationId, doctor } = await openPractice(hub.hub.db);
  const headers = { 'content-type': 'application/json', ...(await hub.staffHeaders(locationId, 'manager')) };
  const send = async <T>(method: string, path: string, body?: object) =>
    readAnswer<T>(fetch(hub.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) }));
  const rule = { doctor_id: doctor.id, date: '2030-02-04', start_time: '09:00', end_time: '12:00', reason: 'Locum' };
  const { data } = await send<AvailabilityRow>('POST', '/api/availability', rule);
  await send('PUT', `/api/availability/${data?.id}`, { ...rule, end_time: '13:00' });
  await send('DELETE', `/api/availability/${data?.id}`);
  const holiday = await send<{ id: number }>('POST', '/api/holidays', { date: '2030-05-01', name: 'May Day' });
  await send('DELETE', `/api/holidays/${holiday.data?.id}`);
  await send('DELETE', `/api/holidays/${holiday.data?.id}`);

  const rows = await hub.hub.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.locationId, locationId))
    .orderBy(asc(auditLog.id));
  expect(rows.map((row) => [row.action, row.actorType, row.actorUserId !== null])).toEqual([
    ['availability.create', 'staff', true],
    ['availability.change', 'staff', true],
    ['availability.delete', 'staff', true],
    ['holidays.create', 'staff', true],
    ['holidays.delete', 'staff', true],
  ]);
  expect(rows.slice(0, 3).map((row) => row.entityUid)).toEqual(Array(3).fill(data?.uid));
  expect(rows[1]?.details).toMatchObject({ end_time: '13:00', reason: 'Locum' });
  expect(rows[2]?.details).toMatchObject({ start_time: '09:00', end_time: '13:00' });
  expect(rows[4]?.details).toMatchObject({ date: '2030-05-01', name: 'May Day' });
});
