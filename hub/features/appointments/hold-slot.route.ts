import { holdSlot as holdSlotContract } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { answerOnce } from '#hub/http/answer-once.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { findBookedDoctor } from './find-booked-doctor.ts';
import { holdSlot } from './hold-slot.ts';

export const holdSlotRoute = defineUntransactedRoute(
  holdSlotContract,
  { roles: STAFF_ROLES, orAnyone: true },
  async ({ input, actor, hub, request, now }) => {
    if (!actor) await hub.limits.holding.attempt(request.address);
    const at = now();
    const hold = async () =>
      hub.transact(async ({ tx }) => {
        const { doctor, location } = await findBookedDoctor(tx, input.doctor_id, actor?.locationId);
        const once = { tx, request, locationId: location.id, operation: holdSlotContract.id, input, now: at };
        return answerOnce(once, async () => {
          const held = await holdSlot(tx, {
            uid: hub.ids(),
            location,
            doctor,
            start: Date.parse(input.scheduled_date),
            durationMinutes: input.duration_minutes,
            now: at,
          });
          return { hold_uid: held.uid, expires_at: new Date(held.expiresAt).toISOString() };
        });
      });
    return hub.calendarTurns.take(input.doctor_id, hold);
  },
);
