import { beforeAll, describe, expect, test } from 'vitest';
import { insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { insertStation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

/** Each operation as it was asked for: path, parameters, body and the fields of the reply. More fields are no harm. */
const hub = useHub();
let clinic: OpenPractice;
let headers: Record<string, string>;
let [patientId, stationId, queueId] = [0, 0, 0];

beforeAll(async () => {
  // Eight in the morning in Berlin, the day before.
  hub.moveClock(Date.parse('2030-01-14T07:00:00Z') - Date.now());
  clinic = await openPractice(hub.hub.db);
  headers = await hub.staffHeaders(clinic.locationId, 'front_desk');
  patientId = (await insertPatient(hub.hub.db, { locationId: clinic.locationId })).id;
  stationId = (await insertStation(hub.hub.db, { locationId: clinic.locationId })).id;
});

type Fields = Record<string, unknown>;
type Reply<T> = { success: boolean; data: T };

async function ask<T = Fields>(method: string, path: string, body?: object, given = headers): Promise<Reply<T>> {
  const response = await fetch(hub.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...given },
    ...(body && { body: JSON.stringify(body) }),
  });
  const reply = (await response.json()) as Reply<T>;
  expect(reply).toMatchObject({ success: true });
  expect(response.status).toBe(200);
  return reply;
}

describe('the seven required operations', () => {
  test('POST /api/appointments/book', async () => {
    const body = {
      doctor_id: clinic.doctor.id,
      scheduled_date: '2030-01-15T10:00:00Z',
      duration_minutes: 30,
      patient_details: { first_name: 'John', last_name: 'Doe', phone: '+1234567890', email: 'john@example.com' },
      reason_for_visit: 'Regular checkup',
      urgency_level: 'medium',
      payment_method: 'online',
      payment_amount: 100.0,
    };
    const { data } = await ask('POST', '/api/appointments/book', body, {});
    expect(data).toMatchObject({
      id: expect.any(Number),
      appointment_number: expect.stringMatching(/^APT-\d{4}-\d{4,}$/u),
      status: 'scheduled',
    });
  });

  test('GET /api/appointments/availability', async () => {
    const { locationId, doctor } = clinic;
    const query = `doctor_id=${doctor.id}&date=2030-01-15&duration=30&specialty=Cardiology&location_id=${locationId}`;
    const { data } = await ask<Fields[]>('GET', `/api/appointments/availability?${query}`, undefined, {});
    expect(data[0]).toMatchObject({
      doctor_id: doctor.id,
      doctor_name: 'Dr. Amara Okafor',
      specialty: 'Cardiology',
      available_slots: expect.arrayContaining([
        expect.objectContaining({
          start_time: '2030-01-15 10:00:00',
          end_time: '2030-01-15 10:30:00',
          duration_minutes: 30,
        }),
      ]),
    });
    // The hour that was booked, in the clinic's own time.
    expect(JSON.stringify(data)).not.toContain('"start_time":"2030-01-15 11:00:00"');
  });

  test('POST /api/appointments/offline-sync', async () => {
    const patient = { first_name: 'Jane', last_name: 'Doe', phone: '+1234567891' };
    const data = { doctor_id: clinic.doctor.id, scheduled_date: '2030-01-15T12:00:00Z', patient_details: patient };
    const sync = { device_id: 'device_123456', sync_data: [{ type: 'appointment', action: 'create', data }] };
    const reply = await ask('POST', '/api/appointments/offline-sync', sync, {});
    expect(reply.data).toMatchObject({ device_id: 'device_123456', synced: 1 });
  });

  test('POST /api/queue/join', async () => {
    const body = {
      patient_id: patientId,
      doctor_id: clinic.doctor.id,
      reason_for_visit: 'Emergency',
      urgency_level: 'high',
      special_requirements: 'Wheelchair access',
    };
    const { data } = await ask<{ id: number }>('POST', '/api/queue/join', body);
    expect(data).toMatchObject({ token_number: '20300114-A-001', current_status: 'waiting', queue_position: 1 });
    queueId = data.id;
  });

  test('GET /api/queue/current', async () => {
    const { locationId, doctor } = clinic;
    const { data } = await ask<{ queue: Fields[] }[]>(
      'GET',
      `/api/queue/current?doctor_id=${doctor.id}&location_id=${locationId}`,
    );
    expect(data[0]).toMatchObject({
      doctor_id: doctor.id,
      doctor_name: 'Dr. Amara Okafor',
      total_waiting: 1,
      total_called: 0,
      total_in_consultation: 0,
      queue: [
        {
          token_number: '20300114-A-001',
          patient_name: 'Amina Haddad',
          current_status: 'waiting',
          queue_position: 1,
        },
      ],
    });
    expect(data[0]?.queue[0]).toHaveProperty('estimated_wait_time_minutes');
  });

  test('POST /api/queue/prioritize', async () => {
    const factors = { medical_urgency: 'high', wait_time: 30, patient_age: 65 };
    const body = { doctor_id: clinic.doctor.id, queue_id: queueId, priority_factors: factors };
    const { data } = await ask('POST', '/api/queue/prioritize', body);
    expect(data).toMatchObject({ queue_id: queueId, priority_score: expect.any(Number), queue_position: 1 });
    expect(Object.keys(data['ai_priority_factors'] as object).length).toBeGreaterThan(0);
  });

  test('PUT /api/queue/:id/status', async () => {
    const body = { status: 'called', station_id: stationId, notes: 'Patient called to consultation room' };
    const { data } = await ask('PUT', `/api/queue/${queueId}/status`, body);
    expect(data).toMatchObject({ id: queueId, current_status: 'called' });
  });

  test('PUT /api/queue/:id/status without a station, as it was asked for, calls to the doctor’s own', async () => {
    const body = { status: 'waiting', notes: 'Patient stepped out' };
    await ask('PUT', `/api/queue/${queueId}/status`, body);
    const answer = await fetch(`${hub.url}/api/queue/${queueId}/status`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ status: 'called', notes: 'Patient called to consultation room' }),
    });
    expect(await answer.json()).toMatchObject({ success: true, data: { current_status: 'called' } });
  });
});
