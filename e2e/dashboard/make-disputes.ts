import { findAvailability } from '#shared/protocol/api/availability.ts';
import { offlineSync, type OfflineResult } from '#shared/protocol/api/offline-sync.ts';
import { changePatient, createPatient, type PatientRow } from '#shared/protocol/api/patients.ts';
import type { StaffCaller } from './staff-caller.ts';

type Person = { first_name: string; last_name: string };
const DEVICE = 'tablet_of_the_ward';

async function sync(call: StaffCaller, type: 'patient' | 'appointment', action: 'create' | 'update', data: object) {
  const item = { type, action, data: data as Record<string, unknown> };
  const { results } = await call(offlineSync, { body: { device_id: DEVICE, sync_data: [item] } });
  return results[0]!;
}

/** The desk and a tablet without a line give somebody another phone number each, and the tablet another address. */
export async function changeTwice(
  call: StaffCaller,
  person: Person,
): Promise<{ patient: PatientRow; result: OfflineResult }> {
  const patient = await call(createPatient, {
    body: { ...person, phone: '+1 202 555 0160', address: 'Old Street 1', date_of_birth: '1984-05-12' },
  });
  const base = { phone: patient.phone, address: patient.address };
  await call(changePatient, { params: { id: patient.id }, body: { rev: patient.rev, phone: '+1 202 555 0161' } });
  const offline = { id: patient.id, phone: '+1 202 555 0162', address: 'New Street 2', base };
  return { patient, result: await sync(call, 'patient', 'update', offline) };
}

/** Two book the same slot without a line; whoever is told second has lost it. Doctors must receive. */
export async function loseSlot(call: StaffCaller, winner: Person, loser: Person): Promise<OfflineResult> {
  const [doctor] = await call(findAvailability, { query: { days: 2 } });
  const slot = doctor?.available_slots.at(-1);
  if (!doctor || !slot) throw new Error('The clinic has no free slot');
  const book = async (person: Person, phone: string) =>
    sync(call, 'appointment', 'create', {
      doctor_id: doctor.doctor_id,
      scheduled_date: slot.start_at,
      patient_details: { ...person, phone },
    });
  await book(winner, '+1 202 555 0163');
  return book(loser, '+1 202 555 0164');
}

/** The same person twice, written otherwise; the hub finds it out within seconds. */
export async function registerTwice(call: StaffCaller, person: Person, again: Person): Promise<void> {
  for (const { first_name, last_name } of [person, again]) {
    const body = { first_name, last_name, phone: '+1 202 555 0165', date_of_birth: '1971-03-04' };
    await call(createPatient, { body });
  }
}
