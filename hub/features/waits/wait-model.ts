import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf, type BusinessDate, type ServiceDayRule } from '#shared/domain/service-day.ts';
import { applyWaitEvent, createEstimator, restoreEstimator, snapshotEstimator } from '#shared/domain/wait-estimate.ts';
import type { EstimatorState, WaitingEntry } from '#shared/domain/wait/estimator-state.ts';
import type { EstimatorSnapshot } from '#shared/domain/wait/save-estimator.ts';

/** What the estimator must know of who works where, beside what happens in the queue. */
export type KnownDoctor = { serviceUid: string; stationUid: string | null };

/** Everything learned and known of one location's waits. The same moves in the same order always give the same model. */
export type WaitModel = {
  estimator: EstimatorState;
  rule: ServiceDayRule;
  services: Map<string, { averageMinutes: number }>;
  doctors: Map<string, KnownDoctor>;
  day: BusinessDate | null;
  dayCheckedAt: Instant;
};

export function newWaitModel(rule: ServiceDayRule): WaitModel {
  return { estimator: createEstimator(), rule, services: new Map(), doctors: new Map(), day: null, dayCheckedAt: 0 };
}

/** The clinic's own averages and numbers of doctors: what is believed until visits say otherwise. */
export function configureModel({ estimator, services, doctors }: WaitModel): void {
  const { config } = estimator;
  config.serviceMinutes = Object.fromEntries([...services].map(([uid, service]) => [uid, service.averageMinutes]));
  const counts = new Map<string, number>();
  for (const { serviceUid } of doctors.values()) counts.set(serviceUid, (counts.get(serviceUid) ?? 0) + 1);
  config.usualStations = Object.fromEntries(counts);
}

const CHECK_DAY_EVERY_MS = 60_000;
/** Who came so lately is still in the house when the day changes (hub/features/queue/open-entries.ts). */
const NIGHT_MS = 12 * 3_600_000;

/** Begins the service day that `at` falls in; those who wait into the night stay. */
export function enterDay(model: WaitModel, at: Instant): void {
  if (at - model.dayCheckedAt < CHECK_DAY_EVERY_MS) return;
  model.dayCheckedAt = at;
  const day = serviceDayOf(at, model.rule);
  // A day never goes back: an event told late belongs to the day in which it is told.
  if (model.day !== null && day <= model.day) return;
  model.day = day;
  const stay = [...model.estimator.waiting.values()].filter((entry) => at - entry.joinedAt < NIGHT_MS);
  const midnight = Temporal.PlainDate.from(day).toZonedDateTime(model.rule.timeZone).epochMilliseconds;
  applyWaitEvent(model.estimator, { type: 'day', at, midnight });
  for (const entry of stay) applyWaitEvent(model.estimator, { type: 'join', at, ...profileOf(entry) });
}

function profileOf({ uid, serviceUid, doctorUid, visitType, waitClass, key }: WaitingEntry) {
  return { uid, serviceUid, doctorUid, visitType, waitClass, key };
}

type SavedModel = Pick<WaitModel, 'rule' | 'day' | 'dayCheckedAt'> & {
  estimator: EstimatorSnapshot;
  services: [string, { averageMinutes: number }][];
  doctors: [string, KnownDoctor][];
};

/** JSON text. */
export function saveModel({ estimator, services, doctors, ...rest }: WaitModel): string {
  const saved: SavedModel = {
    ...rest,
    estimator: snapshotEstimator(estimator),
    services: [...services],
    doctors: [...doctors],
  };
  return JSON.stringify(saved);
}

/** Throws what reading a damaged or foreign snapshot throws: make the model again from history then. */
export function restoreModel(text: string): WaitModel {
  const { estimator, services, doctors, ...rest } = JSON.parse(text) as SavedModel;
  return {
    ...rest,
    estimator: restoreEstimator(estimator),
    services: new Map(services),
    doctors: new Map(doctors),
  };
}
