import type { QueueEntry } from '#shared/domain/queue.ts';
import type { PriorityEntry } from '#shared/domain/priority.ts';
import type { Urgency } from '#shared/domain/priority-settings.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';

/** What bears on an entry's place beside its times, as it is kept. */
export type PriorityFacts = {
  emergency: boolean;
  urgency: Urgency | null;
  /** `YYYY-MM-DD` */
  birthDate: string | null;
  statedAge: number | null;
  statedSince: Instant | null;
  specialRequirements: string | null;
  longJourney: boolean;
  returned: boolean;
  transferred: boolean;
  bookedAt: Instant | null;
};

export const NO_FACTS: PriorityFacts = {
  emergency: false,
  urgency: null,
  birthDate: null,
  statedAge: null,
  statedSince: null,
  specialRequirements: null,
  longJourney: false,
  returned: false,
  transferred: false,
  bookedAt: null,
};

type Placed = { entry: Pick<QueueEntry, 'uid' | 'checkedInAt'>; businessDate: BusinessDate; facts: PriorityFacts };

/** The entry as the domain's order sees it. */
export function priorityEntryOf({ entry, businessDate, facts }: Placed): PriorityEntry {
  return {
    uid: entry.uid,
    checkedInAt: Math.min(entry.checkedInAt, facts.statedSince ?? entry.checkedInAt),
    bookedAt: facts.bookedAt,
    emergency: facts.emergency,
    urgency: facts.urgency,
    age: facts.birthDate === null ? facts.statedAge : ageOn(facts.birthDate, businessDate),
    hasSpecialRequirements: facts.specialRequirements !== null,
    hasLongJourney: facts.longJourney,
    returned: facts.returned,
    transferred: facts.transferred,
  };
}

/** Whole years; who is not born yet is 0. */
export function ageOn(birthDate: string, date: BusinessDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return Math.max(0, date.slice(5) < birthDate.slice(5) ? years - 1 : years);
}

/** The requirements' one scale, with emergencies at its end, into the domain's two facts. */
export function factsOfLevel(level: UrgencyLevel | null): Pick<PriorityFacts, 'emergency' | 'urgency'> {
  return level === 'emergency' ? { emergency: true, urgency: null } : { emergency: false, urgency: level };
}

export function levelOfFacts({
  emergency,
  urgency,
}: Pick<PriorityFacts, 'emergency' | 'urgency'>): UrgencyLevel | null {
  return emergency ? 'emergency' : urgency;
}
