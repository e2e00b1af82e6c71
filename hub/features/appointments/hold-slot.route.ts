import { holdSlot as holdSlotContract } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { answerOnce } from '#hub/http/answer-once.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { readSettingsOf } from '#hub/features/settings/settings.store.ts';
import { assertInBookingWindow } from './booking-rules.ts';
import { chooseDuration } from './choose-duration.ts';
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
          const { appointments, payments } = await readSettingsOf(tx, location.id, ['appointments', 'payments']);
          const start = Date.parse(input.scheduled_date);
          const wanted = { location, doctor, start, now: at };
          const isPatient = actor === null;
          if (isPatient) assertInBookingWindow(appointments, { start, now: at, timeZone: location.timeZone });
          const asked = { ...wanted, durationMinutes: input.duration_minutes };
          const durationMinutes = await chooseDuration(tx, asked, appointments, { isPatient });
          const kept = { ...wanted, durationMinutes, keptMinutes: payments.hold_minutes };
          const held = await holdSlot(tx, { ...kept, uid: hub.ids() });
          const expires = new Date(held.expiresAt).toISOString();
          return { hold_uid: held.uid, expires_at: expires, duration_minutes: durationMinutes };
        });
      });
    return hub.calendarTurns.take(input.doctor_id, hold);
  },
);
