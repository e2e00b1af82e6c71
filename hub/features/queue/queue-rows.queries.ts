import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { explainPriority } from '#shared/domain/explain-priority.ts';
import { localize } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { findOverdue } from '#shared/domain/queue-order.ts';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { QueueRow, WaitTold } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement, visits, waitPredictions } from '#hub/db/schema/queue.ts';
import { toVisitPayment, visitPayment, type FoundPayment } from '#hub/features/payments/visit-payment.queries.ts';
import { levelOfFacts, priorityEntryOf } from './priority-facts.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { factsOfRow } from './queue-entry.store.ts';
import type { LocationRow } from './read-location.ts';
import { waitingOrder } from './waiting-order.ts';

/** A row of the board before it has its place: positions and waits belong to the whole queue, not to a row. */
export type UnplacedRow = Omit<QueueRow, 'queue_position' | 'estimated_wait_time_minutes'>;

const MINUTE = 60_000;

type Found = {
  queue: typeof queueManagement.$inferSelect;
  visit: typeof visits.$inferSelect;
  patient: Pick<typeof patients.$inferSelect, 'firstName' | 'lastName' | 'dateOfBirth'>;
  service: typeof services.$inferSelect;
  station: typeof stations.$inferSelect | null;
  told: typeof waitPredictions.$inferSelect | null;
  payment: FoundPayment | null;
};

/** In calling order. Names of services and stations are in the clinic's own language; scores and alerts are as of `now`. */
export async function readQueueRows(
  db: Queryable,
  location: LocationRow,
  where: SQL,
  now: Instant,
): Promise<UnplacedRow[]> {
  const { firstName, lastName, dateOfBirth } = patients;
  const found = db
    .select({
      queue: queueManagement,
      visit: visits,
      patient: { firstName, lastName, dateOfBirth },
      service: services,
      station: stations,
      told: waitPredictions,
      payment: visitPayment(visits),
    })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(patients, eq(patients.id, queueManagement.patientId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(stations, eq(stations.id, queueManagement.stationId))
    .leftJoin(
      waitPredictions,
      and(
        eq(waitPredictions.locationId, queueManagement.locationId),
        eq(waitPredictions.queueId, queueManagement.id),
        isNull(waitPredictions.outcome),
      ),
    )
    .where(where)
    .orderBy(...waitingOrder());
  const [settings, rows] = await Promise.all([readPrioritySettings(db, location.id), found]);
  return rows.map((row) => unplacedRow(row, location, settings, now));
}

function unplacedRow(found: Found, { language }: LocationRow, settings: PrioritySettings, now: Instant): UnplacedRow {
  const { queue, visit, patient, service, station, told } = found;
  const payment = found.payment && toVisitPayment(found.payment, language);
  return {
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
    ...whyOf(found, settings, now),
    wait_range: queue.currentStatus === 'waiting' && told ? toldAsOf(told, now) : null,
    payment_due: payment?.status === 'due' ? { amount: payment.amount, currency: payment.currency } : null,
    payment,
  };
}

type Why = Pick<
  QueueRow,
  'urgency_level' | 'special_requirements' | 'priority_score' | 'ai_priority_factors' | 'overdue' | 'overdue_reason'
>;

function whyOf({ queue, visit, patient }: Found, settings: PrioritySettings, now: Instant): Why {
  const { specialRequirements } = visit;
  const facts = factsOfRow(queue, { specialRequirements, birthDate: patient.dateOfBirth });
  const entry = { uid: queue.uid, checkedInAt: queue.checkInTime };
  const priority = priorityEntryOf({ entry, businessDate: queue.businessDate, facts });
  const why = explainPriority(priority, settings, now);
  const [overdue] = queue.currentStatus === 'waiting' ? findOverdue([priority], settings, now) : [];
  return {
    urgency_level: levelOfFacts(facts),
    special_requirements: specialRequirements,
    priority_score: why.priorityScore,
    ai_priority_factors: why.factors,
    overdue: overdue !== undefined,
    overdue_reason: overdue
      ? {
          wait_class: overdue.waitClass,
          waited_minutes: overdue.waitedMinutes,
          maximum_minutes: overdue.maximumMinutes,
        }
      : null,
  };
}

function toldAsOf(told: typeof waitPredictions.$inferSelect, now: Instant): WaitTold {
  return {
    lower: Math.max(0, Math.floor((told.toldFrom - now) / MINUTE)),
    upper: Math.max(0, Math.ceil((told.toldTo - now) / MINUTE)),
    extended: told.extensions > 0,
    said_at: new Date(told.toldAt).toISOString(),
  };
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
