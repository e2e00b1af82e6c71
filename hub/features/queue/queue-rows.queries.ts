import { eq, type SQL } from 'drizzle-orm';
import { localize, type Language } from '#shared/domain/language.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { waitingOrder } from './waiting-order.ts';

/** A row of the board before it has its place: positions and waits belong to the whole queue, not to a row. */
export type UnplacedRow = Omit<QueueRow, 'queue_position' | 'estimated_wait_time_minutes'>;

/** In calling order. Names of services and stations are in `language`, the clinic's own. */
export async function readQueueRows(db: Queryable, where: SQL, language: Language): Promise<UnplacedRow[]> {
  const rows = await db
    .select({ queue: queueManagement, visit: visits, patient: patients, service: services, station: stations })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(patients, eq(patients.id, queueManagement.patientId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(stations, eq(stations.id, queueManagement.stationId))
    .where(where)
    .orderBy(...waitingOrder());
  return rows.map(({ queue, visit, patient, service, station }) => ({
    id: queue.id,
    uid: queue.uid,
    token_number: queue.tokenNumber,
    token_label: tokenLabel(parseWholeToken(queue.tokenNumber)),
    patient_name: `${patient.firstName} ${patient.lastName}`,
    current_status: queue.currentStatus,
    service_id: queue.serviceId,
    service_name: localize(service.name, language),
    doctor_id: queue.doctorId,
    station_id: queue.stationId,
    station_name: station ? localize(station.name, language) : null,
    language: visit.language,
    reason_for_visit: visit.reasonForVisit,
    check_in_time: new Date(queue.checkInTime).toISOString(),
    called_time: isoOrNull(queue.calledTime),
    consultation_start_time: isoOrNull(queue.consultationStartTime),
    call_count: queue.callCount,
    held: queue.heldSince !== null,
  }));
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
