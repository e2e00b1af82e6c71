import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import { readServiceDay } from '#shared/device/service-day/service-day.store.ts';
import { currentServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { countWaiting } from './waiting-counts.ts';
import { toldWait } from './told-wait.ts';

/** What a walk-in can choose now, in the clinic's order, with how busy each is. */
export function listChoices(reader: DeviceReader, now: Instant): Choices {
  const identity = readIdentity(reader);
  const today = identity ? currentServiceDay(readServiceDay(reader), identity.location, now) : null;
  const waiting = countWaiting(reader, today);
  const services = listEntities(reader, 'service')
    .filter((service) => service.active)
    .toSorted(byPosition);
  const doctors = listEntities(reader, 'doctor')
    .filter((doctor) => doctor.active && services.some((service) => service.uid === doctor.serviceUid))
    .toSorted(byPosition);
  return {
    services: services.map((service) => {
      const ahead = waiting.ofService(service.uid);
      const servers = doctors.filter((doctor) => doctor.serviceUid === service.uid).length;
      const { averageMinutes } = service;
      const load = { queueUid: service.uid, ahead, averageMinutes, servers };
      return { ...service, waiting: ahead, waitMinutes: toldWait(reader, load, now) };
    }),
    doctors: doctors.map((doctor) => {
      const ahead = waiting.ofDoctor(doctor.uid);
      const averageMinutes = services.find((service) => service.uid === doctor.serviceUid)?.averageMinutes ?? 0;
      const load = { queueUid: doctor.uid, ahead, averageMinutes, servers: 1 };
      return { ...doctor, waiting: ahead, waitMinutes: toldWait(reader, load, now) };
    }),
  };
}

function byPosition(a: { position: number; uid: string }, b: { position: number; uid: string }): number {
  return a.position - b.position || (a.uid < b.uid ? -1 : 1);
}
