import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';

/** Rows for tests: what is not said is an ordinary person waiting for no doctor in particular. */
export const NOON = Date.parse('2026-03-14T12:00:00Z');

export function minutesBefore(minutes: number): string {
  return new Date(NOON - minutes * 60_000).toISOString();
}

export function makeRow(id: number, given: Partial<QueueRow> = {}): QueueRow {
  const number = String(id).padStart(3, '0');
  return {
    id,
    uid: `0198c1de-0000-7000-8000-000000000${number}`,
    token_number: `20260314-A-${number}`,
    token_label: `A-${number}`,
    patient_name: 'Ana Souza',
    current_status: 'waiting',
    queue_position: null,
    estimated_wait_time_minutes: null,
    service_id: 1,
    service_name: 'Consultation',
    doctor_id: null,
    station_id: null,
    station_name: null,
    language: 'en',
    reason_for_visit: null,
    check_in_time: minutesBefore(10),
    called_time: null,
    consultation_start_time: null,
    call_count: 0,
    held: false,
    ...given,
  };
}

export function makeGroup(queue: QueueRow[], given: Partial<QueueGroup> = {}): QueueGroup {
  return {
    doctor_id: null,
    doctor_name: null,
    service_id: 1,
    service_name: 'Consultation',
    default_station_id: null,
    total_waiting: 0,
    total_called: 0,
    total_in_consultation: 0,
    queue,
    ...given,
  };
}
