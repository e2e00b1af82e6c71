import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { Doctor, Service } from '#shared/protocol/entities.ts';
import { countWaiting } from './waiting-counts.ts';
import { toldWait } from './told-wait.ts';
import type { WaitRange } from './wait-range.ts';

/** What someone who joins now is told: those before them, and the range in minutes. */
export function expectedWait(
  reader: DeviceReader,
  { service, doctor, today, now }: { service: Service; doctor: Doctor | null; today: BusinessDate; now: Instant },
): { peopleAhead: number; waitMinutes: WaitRange } {
  const waiting = countWaiting(reader, today);
  const ahead = doctor ? waiting.ofDoctor(doctor.uid) : waiting.ofService(service.uid);
  const servers = doctor
    ? 1
    : listEntities(reader, 'doctor').filter((other) => other.active && other.serviceUid === service.uid).length;
  const load = { queueUid: doctor?.uid ?? service.uid, ahead, averageMinutes: service.averageMinutes, servers };
  return { peopleAhead: ahead, waitMinutes: toldWait(reader, load, now) };
}
