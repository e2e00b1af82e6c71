import { AppError } from '#shared/domain/errors.ts';
import type { Doctor, Location, Service, Station } from '#shared/protocol/entities.ts';
import type { locations, services, stations } from '#hub/db/schema/clinic.ts';
import type { users } from '#hub/db/schema/staff.ts';

/** Rows of the clinic as devices read them from the feed. */
export function toLocation(row: typeof locations.$inferSelect): Location {
  const { uid, name, timeZone, cutoverHour, language, country } = row;
  return { uid, name, timeZone, cutoverHour, language, country };
}

export function toService(row: typeof services.$inferSelect): Service {
  const { uid, name, waitingArea, averageMinutes, position, active } = row;
  return { uid, name, waitingArea, averageMinutes, position, active };
}

export function toStation(row: typeof stations.$inferSelect): Station {
  const { uid, name, active } = row;
  return { uid, name, active };
}

/** Ids of service and station are the hub's own; devices know them by `uid`. */
export function toDoctor(
  row: typeof users.$inferSelect,
  uids: { serviceUid: string | undefined; stationUid: string | undefined },
): Doctor {
  if (!uids.serviceUid) throw new AppError('internal', { doctor: row.uid, missing: 'service' });
  return {
    uid: row.uid,
    name: row.displayName,
    specialty: row.specialty,
    serviceUid: uids.serviceUid,
    stationUid: uids.stationUid ?? null,
    position: row.position,
    active: row.active,
  };
}
