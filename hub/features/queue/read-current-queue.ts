import { and, asc, eq, type SQL } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { QueueGroup } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';
import { readNewcomerWaits } from '#hub/features/waits/newcomer-waits.queries.ts';
import { groupQueues, type QueueHead } from './group-queues.ts';
import { isOpen, isPresent } from './open-entries.ts';
import { readQueueRows } from './queue-rows.queries.ts';
import type { LocationRow } from './read-location.ts';

/** Every queue of a location, empty ones too: a desk must be able to choose one before anybody waits in it. */
export async function readCurrentQueue(
  db: Queryable,
  location: LocationRow,
  doctorId: number | undefined,
  now: Instant,
): Promise<QueueGroup[]> {
  const ofDoctor = doctorId === undefined ? undefined : eq(queueManagement.doctorId, doctorId);
  const where = and(isPresent(location.id, location, now), isOpen(), ofDoctor) as SQL;
  const rows = await readQueueRows(db, location, where, now);
  const heads = await readQueueHeads(db, location);
  const groups = groupQueues(heads, rows);
  return doctorId === undefined ? groups : groups.filter((group) => group.doctor_id === doctorId);
}

/** In the order of the clinic: each service, first without a doctor, then with each of its doctors. */
async function readQueueHeads(db: Queryable, location: LocationRow): Promise<QueueHead[]> {
  const serviceRows = await db
    .select()
    .from(services)
    .where(eq(services.locationId, location.id))
    .orderBy(asc(services.position), asc(services.id));
  const doctorRows = await db
    .select()
    .from(users)
    .where(and(eq(users.locationId, location.id), eq(users.role, 'doctor')))
    .orderBy(asc(users.position), asc(users.id));
  const newcomerWaits = await readNewcomerWaits(db, location.id);
  return serviceRows.flatMap((service) => {
    const shared = {
      serviceId: service.id,
      serviceName: localize(service.name, location.language),
      averageMinutes: service.averageMinutes,
    };
    const doctors = doctorRows.map((doctor) => ({
      ...shared,
      newcomerWait: newcomerWaits.get(doctor.uid) ?? null,
      doctorId: doctor.id,
      doctorName: localize(doctor.displayName, location.language),
      stationId: doctor.stationId,
      isOffered: service.active && doctor.active && doctor.serviceId === service.id,
    }));
    const newcomerWait = newcomerWaits.get(service.uid) ?? null;
    return [
      { ...shared, newcomerWait, doctorId: null, doctorName: null, stationId: null, isOffered: service.active },
      ...doctors,
    ];
  });
}
