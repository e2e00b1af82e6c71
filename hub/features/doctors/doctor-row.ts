import type { DoctorRow } from '#shared/protocol/api/directory.ts';
import type { UserRow } from '#hub/features/users/staff-user.ts';

export function toDoctorReply(user: UserRow): DoctorRow {
  const { id, uid, displayName, specialty, serviceId, stationId, position, active, email } = user;
  return {
    id,
    uid,
    display_name: displayName,
    specialty,
    // The database sees to it that a doctor has one.
    service_id: serviceId ?? 0,
    station_id: stationId,
    position,
    active,
    email,
  };
}

type DoctorFields = Partial<Pick<DoctorRow, 'display_name' | 'specialty' | 'service_id' | 'station_id' | 'position'>>;

export function toDoctorColumns(fields: DoctorFields): Partial<UserRow> {
  const { display_name: displayName, service_id: serviceId, station_id: stationId, specialty, position } = fields;
  const columns = { displayName, serviceId, stationId, specialty, position };
  // What was left out stays as it is.
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
