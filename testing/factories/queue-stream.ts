import type { Doctor, Location, QueueEntryView, Service, Station } from '#shared/protocol/entities.ts';

/** Made-up rows of the queue stream. `n` tells them apart and makes the uid, so that a test can name it again. */

export function uidOf(n: number): string {
  return `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function aLocation(changes: Partial<Location> = {}): Location {
  return {
    uid: uidOf(1),
    name: { text: 'Riverside Clinic' },
    timeZone: 'Europe/Berlin',
    cutoverHour: 4,
    language: 'en',
    country: 'DE',
    ...changes,
  };
}

export function aStation(n: number, text: string, changes: Partial<Station> = {}): Station {
  return { uid: uidOf(1000 + n), name: { text }, active: true, ...changes };
}

export function aService(n: number, text: string, changes: Partial<Service> = {}): Service {
  return {
    uid: uidOf(2000 + n),
    name: { text },
    waitingArea: null,
    averageMinutes: 15,
    position: n,
    active: true,
    ...changes,
  };
}

export function aDoctor(n: number, text: string, service: Service, changes: Partial<Doctor> = {}): Doctor {
  return {
    uid: uidOf(3000 + n),
    name: { text },
    specialty: null,
    serviceUid: service.uid,
    stationUid: null,
    position: n,
    active: true,
    ...changes,
  };
}

export function aQueueEntry(n: number, changes: Partial<QueueEntryView> = {}): QueueEntryView {
  return {
    uid: uidOf(n),
    token: `A-${String(n).padStart(3, '0')}`,
    businessDate: '2026-03-14',
    status: 'waiting',
    serviceUid: uidOf(2001),
    doctorUid: null,
    stationUid: null,
    language: 'en',
    checkedInAt: n,
    calledAt: null,
    callCount: 0,
    held: false,
    ...changes,
  };
}
