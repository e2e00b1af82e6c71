import { explainPriority } from '#shared/domain/explain-priority.ts';
import { prioritizeQueue } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { prioritizeEntry } from './prioritize-entry.ts';
import { priorityEntryOf } from './priority-facts.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { scopeOf } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow, readPosition } from './read-placed-row.ts';

export const prioritizeEntryRoute = defineRoute(
  prioritizeQueue,
  { roles: STAFF_ROLES },
  async (context) => {
    const { queue_id: queueId, doctor_id: doctorId, priority_factors: factors } = context.input;
    const scope = scopeOf(context);
    const { tx, locationId, now } = scope;
    const location = await readLocation(tx, locationId);
    const previous = await readPosition(tx, location, queueId, now);
    const saved = await prioritizeEntry(scope, {
      queueId,
      doctorId,
      stated: {
        ...(factors.medical_urgency !== undefined && { medicalUrgency: factors.medical_urgency }),
        ...(factors.wait_time !== undefined && { waitTime: factors.wait_time }),
        ...(factors.patient_age !== undefined && { patientAge: factors.patient_age }),
        ...(factors.special_requirements !== undefined && { specialRequirements: factors.special_requirements }),
        ...(factors.long_journey !== undefined && { longJourney: factors.long_journey }),
      },
    });
    const why = explainPriority(priorityEntryOf(saved), await readPrioritySettings(tx, locationId), now);
    const entry = await readPlacedRow(tx, location, queueId, now);
    return {
      queue_id: queueId,
      priority_score: why.priorityScore,
      medical_urgency_score: why.medicalUrgencyScore,
      wait_time_score: why.waitTimeScore,
      ai_priority_factors: why.factors,
      previous_position: previous,
      queue_position: entry.queue_position,
      entry,
    };
  },
  { once: true },
);
