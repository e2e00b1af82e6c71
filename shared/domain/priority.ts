import type { Instant } from './ports.ts';
import type { PrioritySettings, Urgency, WaitClass } from './priority-settings.ts';

const MINUTE = 60_000;

/** What the order needs to know of a queue entry. Nothing here says who the patient is. */
export type PriorityEntry = {
  uid: string;
  /** First check-in of the visit: return and transfer never change it. */
  checkedInAt: Instant;
  /** The booked time, or `null` for a walk-in. */
  bookedAt: Instant | null;
  emergency: boolean;
  urgency: Urgency | null;
  /** Whole years, or `null` when not known. */
  age: number | null;
  hasSpecialRequirements: boolean;
  hasLongJourney: boolean;
  /** Came back after having been called (no-show, awaited result). */
  returned: boolean;
  transferred: boolean;
};

/** Why an entry has the credit it has. Machine-readable: the words come from the reader's language. */
export type CreditReason =
  | { factor: 'urgency'; level: Urgency; minutes: number }
  | { factor: 'age'; years: number; minutes: number }
  | { factor: 'special_requirements'; minutes: number }
  | { factor: 'long_journey'; minutes: number }
  | { factor: 'returned'; minutes: number }
  | { factor: 'transferred'; minutes: number };

/** A place in the order: smaller comes first, field by field. It does not change as time passes. */
export type OrderKey = {
  /** 0 emergencies, 1 everyone else. */
  tier: 0 | 1;
  /** Anchor minus credit, in milliseconds since the epoch. */
  at: Instant;
  checkedInAt: Instant;
  uid: string;
};

/** When the entry's place in the queue counts from. */
export function anchorOf(entry: PriorityEntry, settings: PrioritySettings): Instant {
  if (entry.bookedAt === null) return entry.checkedInAt;
  const latest = entry.bookedAt + settings.appointmentGrace.lateMinutes * MINUTE;
  return entry.checkedInAt <= latest ? entry.bookedAt : entry.checkedInAt;
}

/** When the entry's wait counts from: the check-in, but not long before a booked time. */
export function waitingSince(entry: PriorityEntry, settings: PrioritySettings): Instant {
  if (entry.bookedAt === null) return entry.checkedInAt;
  return Math.max(entry.checkedInAt, entry.bookedAt - settings.appointmentGrace.earlyMinutes * MINUTE);
}

/** The reasons that carry credit, in a fixed order; a reason worth nothing under these settings is left out. */
export function creditReasons(entry: PriorityEntry, settings: PrioritySettings): CreditReason[] {
  const reasons: CreditReason[] = [];
  const { urgency, age } = entry;
  if (urgency) reasons.push({ factor: 'urgency', level: urgency, minutes: settings.urgencyCredit[urgency] });
  if (age !== null) reasons.push({ factor: 'age', years: age, minutes: ageCredit(age, settings) });
  if (entry.hasSpecialRequirements)
    reasons.push({ factor: 'special_requirements', minutes: settings.specialRequirementsCredit });
  if (entry.hasLongJourney) reasons.push({ factor: 'long_journey', minutes: settings.longJourneyCredit });
  if (entry.returned) reasons.push({ factor: 'returned', minutes: settings.returnedCredit });
  if (entry.transferred) reasons.push({ factor: 'transferred', minutes: settings.transferredCredit });
  return reasons.filter((reason) => reason.minutes > 0);
}

export function creditMinutes(entry: PriorityEntry, settings: PrioritySettings): number {
  return creditReasons(entry, settings).reduce((sum, reason) => sum + reason.minutes, 0);
}

/**
 * Linear accumulating priority with equal rates (Kleinrock 1964; Stanford, Taylor and Ziedins 2014): everyone gains one
 * minute a minute, so the order is by anchor − credit and never depends on the clock.
 */
export function orderKeyOf(entry: PriorityEntry, settings: PrioritySettings): OrderKey {
  return {
    tier: entry.emergency ? 0 : 1,
    at: anchorOf(entry, settings) - creditMinutes(entry, settings) * MINUTE,
    checkedInAt: entry.checkedInAt,
    uid: entry.uid,
  };
}

/** A total order: 0 only for the same entry. The uid decides between two check-ins of one millisecond. */
export function compareOrderKeys(a: OrderKey, b: OrderKey): number {
  if (a.tier !== b.tier) return a.tier - b.tier;
  if (a.at !== b.at) return a.at - b.at;
  if (a.checkedInAt !== b.checkedInAt) return a.checkedInAt - b.checkedInAt;
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0;
}

export function waitClassOf(entry: Pick<PriorityEntry, 'emergency' | 'urgency'>): WaitClass {
  return entry.emergency ? 'emergency' : (entry.urgency ?? 'routine');
}

function ageCredit(age: number, settings: PrioritySettings): number {
  const fitting = settings.ageCredit.filter((band) => age >= band.fromAge && age <= band.toAge);
  return Math.max(0, ...fitting.map((band) => band.minutes));
}
