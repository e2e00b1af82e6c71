import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import { createAvailabilityRule, findAvailability } from '#shared/protocol/api/availability.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { searchPatients } from '#shared/protocol/api/patients.ts';
import type { OpenClinic } from '../open-clinic.ts';
import { callAsStaff } from './staff-caller.ts';

/** Doctors who receive at all hours, and an appointment of each patient that is found by `name`, as soon as can be. */
export async function fillAppointments(clinic: OpenClinic, name = 'Haddad'): Promise<void> {
  const call = await callAsStaff(clinic);
  for (const doctor of await call(listDoctors, {})) {
    const body = {
      doctor_id: doctor.id,
      date: '2020-01-01',
      start_time: '00:00',
      end_time: '24:00',
      slot_duration_minutes: 15,
      recurrence_pattern: 'FREQ=DAILY',
    };
    await call(createAvailabilityRule, { body });
  }
  const [doctor] = await call(findAvailability, { query: { days: 2 } });
  const { patients } = await call(searchPatients, { query: { q: name } });
  for (const [n, patient] of patients.entries()) {
    const slot = doctor?.available_slots[n];
    if (!doctor || !slot) throw new Error('The clinic has no free slot for everyone');
    const body = {
      doctor_id: doctor.doctor_id,
      patient_id: patient.id,
      scheduled_date: slot.start_at,
      reason_for_visit: 'Check-up',
    };
    await call(bookAppointment, { body });
  }
}
