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

type CreditRule = (entry: PriorityEntry, settings: PrioritySettings) => number;

const CREDITS: Record<CreditReason['factor'], CreditRule> = {
  urgency: ({ urgency }, settings) => (urgency ? settings.urgencyCredit[urgency] : 0),
  age: ({ age }, settings) => (age === null ? 0 : ageCredit(age, settings)),
  special_requirements: (entry, settings) => (entry.hasSpecialRequirements ? settings.specialRequirementsCredit : 0),
  long_journey: (entry, settings) => (entry.hasLongJourney ? settings.longJourneyCredit : 0),
  returned: (entry, settings) => (entry.returned ? settings.returnedCredit : 0),
  transferred: (entry, settings) => (entry.transferred ? settings.transferredCredit : 0),
};
const FACTORS = Object.keys(CREDITS) as CreditReason['factor'][];
const RULES = Object.values(CREDITS);

/** The reasons that carry credit, in a fixed order; a reason worth nothing under these settings is left out. */
export function creditReasons(entry: PriorityEntry, settings: PrioritySettings): CreditReason[] {
  return FACTORS.flatMap((factor): CreditReason[] => {
    const minutes = CREDITS[factor](entry, settings);
    if (minutes === 0) return [];
    if (factor === 'urgency') return entry.urgency ? [{ factor, level: entry.urgency, minutes }] : [];
    if (factor === 'age') return entry.age === null ? [] : [{ factor, years: entry.age, minutes }];
    return [{ factor, minutes }];
  });
}

export function creditMinutes(entry: PriorityEntry, settings: PrioritySettings): number {
  let minutes = 0;
  for (const rule of RULES) minutes += rule(entry, settings);
  return minutes;
}

/**
 * Linear accumulating priority with equal rates (Kleinrock 1964; Stanford, Taylor and Ziedins 2014): everyone gains one
 * minute a minute, so the order is by anchor − credit and never depends on the clock.
 */
export function orderKeyOf(entry: PriorityEntry, settings: PrioritySettings): OrderKey {
  return {
    tier: entry.emergency ? 0 : 1,
    // Whole milliseconds, as instants are stored: a fraction would be lost on the way and the order with it.
    at: anchorOf(entry, settings) - Math.round(creditMinutes(entry, settings) * MINUTE),
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
  let minutes = 0;
  for (const band of settings.ageCredit)
    if (age >= band.fromAge && age <= band.toAge) minutes = Math.max(minutes, band.minutes);
  return minutes;
}
