import { describe, expect, test } from 'vitest';
import { canApply, queueStatusSchema } from '#shared/domain/queue.ts';
import { estimateWaitMinutes } from './estimate-wait.ts';
import { eventForStatus } from './event-for-status.ts';
import { groupQueues, type QueueHead } from './group-queues.ts';
import type { UnplacedRow } from './queue-rows.queries.ts';

function row(id: number, change: Partial<UnplacedRow> = {}): UnplacedRow {
  return {
    id,
    uid: `0198c5a0-0000-7000-8000-${String(id).padStart(12, '0')}`,
    token_number: `20260314-A-${String(id).padStart(3, '0')}`,
    token_label: `A-${String(id).padStart(3, '0')}`,
    patient_name: 'Ada Okafor',
    current_status: 'waiting',
    service_id: 1,
    service_name: 'Consultation',
    doctor_id: null,
    station_id: null,
    station_name: null,
    language: 'en',
    reason_for_visit: null,
    check_in_time: '2026-03-14T09:00:00.000Z',
    called_time: null,
    consultation_start_time: null,
    call_count: 0,
    held: false,
    ...change,
  };
}

const HEAD: QueueHead = {
  serviceId: 1,
  serviceName: 'Consultation',
  averageMinutes: 12,
  doctorId: null,
  doctorName: null,
  stationId: null,
  isOffered: true,
};

describe('grouping queues', () => {
  test('counts places only among those who may be called, in the order given', () => {
    const rows = [
      row(1, { current_status: 'called' }),
      row(2),
      row(3, { held: true }),
      row(4, { current_status: 'in_consultation' }),
      row(5),
      row(6, { doctor_id: 9 }),
    ];
    const groups = groupQueues([HEAD, { ...HEAD, doctorId: 9, doctorName: 'Dr. Li' }], rows);
    expect(groups[0]?.queue.map((entry) => [entry.id, entry.queue_position])).toEqual([
      [1, null],
      [2, 1],
      [3, null],
      [4, null],
      [5, 2],
    ]);
    expect(groups[0]?.queue.map((entry) => entry.estimated_wait_time_minutes)).toEqual([null, 10, null, null, 20]);
    expect(groups[1]?.queue.map((entry) => entry.queue_position)).toEqual([1]);
  });

  test('shows an empty queue that is offered, and one no longer offered only while somebody is in it', () => {
    const retired = { ...HEAD, serviceId: 2, isOffered: false };
    expect(groupQueues([HEAD, retired], []).map((group) => group.service_id)).toEqual([1]);
    expect(groupQueues([HEAD, retired], [row(1, { service_id: 2 })]).map((group) => group.service_id)).toEqual([1, 2]);
  });
});

test('a wait is those ahead at the average, rounded up to five minutes', () => {
  expect(estimateWaitMinutes({ position: 1, averageMinutes: 12, isBusy: false })).toBe(0);
  expect(estimateWaitMinutes({ position: 1, averageMinutes: 12, isBusy: true })).toBe(10);
  expect(estimateWaitMinutes({ position: 4, averageMinutes: 12, isBusy: true })).toBe(45);
});

test('every status that can be reached at all is reached by the event that its name asks for', () => {
  const reachable = queueStatusSchema.options.filter((to) =>
    queueStatusSchema.options.some((from) => canApply(from, eventForStatus(from, to))),
  );
  expect(reachable).toEqual(queueStatusSchema.options);
  expect(eventForStatus('called', 'called')).toBe('recall');
  expect(eventForStatus('waiting', 'called')).toBe('call');
});
