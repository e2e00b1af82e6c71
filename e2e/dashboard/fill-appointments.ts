import { randomUUID } from 'node:crypto';
import { DEMO_EMAIL } from '#demo/clinic.ts';
import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { createAvailabilityRule, findAvailability } from '#shared/protocol/api/availability.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { searchPatients } from '#shared/protocol/api/patients.ts';
import type { OpenClinic } from '../open-clinic.ts';

/** Doctors who receive at all hours, and an appointment of each patient that is found by `name`, as soon as can be. */
export async function fillAppointments(clinic: OpenClinic, name = 'Haddad'): Promise<void> {
  const hub = { baseUrl: clinic.hub.ready.url };
  const credentials = { email: DEMO_EMAIL.admin, password: clinic.signIn.password };
  const { access_token: token } = await callApi(hub, signIn, { body: credentials });
  const staff = {
    ...hub,
    headers: () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }),
  };
  for (const doctor of await callApi(staff, listDoctors, {})) {
    const body = {
      doctor_id: doctor.id,
      date: '2020-01-01',
      start_time: '00:00',
      end_time: '24:00',
      slot_duration_minutes: 15,
      recurrence_pattern: 'FREQ=DAILY',
    };
    await callApi(staff, createAvailabilityRule, { body });
  }
  const [doctor] = await callApi(staff, findAvailability, { query: { days: 2 } });
  const { patients } = await callApi(staff, searchPatients, { query: { q: name } });
  for (const [n, patient] of patients.entries()) {
    const slot = doctor?.available_slots[n];
    if (!doctor || !slot) throw new Error('The clinic has no free slot for everyone');
    const body = {
      doctor_id: doctor.doctor_id,
      patient_id: patient.id,
      scheduled_date: slot.start_at,
      reason_for_visit: 'Check-up',
    };
    await callApi(staff, bookAppointment, { body });
  }
}
