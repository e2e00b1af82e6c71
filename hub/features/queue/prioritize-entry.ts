import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';
import { visits } from '#hub/db/schema/queue.ts';
import { lockEntryOrThrow } from './apply-event.ts';
import { commitMove } from './commit-move.ts';
import { findDoctor } from './find-place.ts';
import { factsOfLevel, type PriorityFacts } from './priority-facts.ts';
import type { StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';
import { assertOpen } from './set-urgency.ts';

const MINUTE = 60_000;

export type StatedFactors = {
  medicalUrgency?: UrgencyLevel | null;
  /** Minutes. */
  waitTime?: number;
  patientAge?: number;
  specialRequirements?: string | null;
  longJourney?: boolean;
};

/**
 * Staff state what bears on the place of somebody: only what is given changes. Throws `queue.not_found` (also when the entry is
 * not in the queue of the doctor named) and `queue.illegal_move` for a visit that is over.
 */
export async function prioritizeEntry(
  scope: QueueScope,
  { queueId, doctorId, stated }: { queueId: number; doctorId?: number | null; stated: StatedFactors },
): Promise<StoredEntry> {
  const before = await lockEntryOrThrow(scope, queueId);
  await assertOfDoctor(scope, before, doctorId);
  assertOpen(before, 'prioritize');
  const after = { ...before, facts: factsWith(before, stated, scope.now) };
  if (stated.specialRequirements !== undefined) {
    await scope.tx
      .update(visits)
      .set({ specialRequirements: after.facts.specialRequirements })
      .where(eq(visits.id, before.visitId));
  }
  // Which factors were stated, never their free text.
  return commitMove(scope, before, after, { type: 'prioritize', details: { stated: Object.keys(stated) } });
}

function factsWith({ entry, facts }: StoredEntry, stated: StatedFactors, now: number): PriorityFacts {
  const next = { ...facts };
  if (stated.medicalUrgency !== undefined) Object.assign(next, factsOfLevel(stated.medicalUrgency));
  if (stated.patientAge !== undefined) next.statedAge = stated.patientAge;
  if (stated.specialRequirements !== undefined) next.specialRequirements = stated.specialRequirements || null;
  if (stated.longJourney !== undefined) next.longJourney = stated.longJourney;
  if (stated.waitTime !== undefined) {
    const since = Math.round(now - stated.waitTime * MINUTE);
    // Callers that echo the wait they were shown, rounded to minutes, do not move anyone by it.
    if (entry.checkedInAt - since >= MINUTE) next.statedSince = since;
  }
  return next;
}

async function assertOfDoctor(
  { tx, locationId }: QueueScope,
  { id, entry }: StoredEntry,
  doctorId: number | null | undefined,
): Promise<void> {
  if (doctorId === undefined) return;
  const doctor = doctorId === null ? null : await findDoctor(tx, locationId, doctorId);
  if ((doctor?.uid ?? null) !== entry.doctorUid) throw new AppError('queue.not_found', { id, doctor_id: doctorId });
}
