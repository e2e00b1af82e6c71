import { AppError } from '#shared/domain/errors.ts';
import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { answerOnce } from '#hub/http/answer-once.ts';
import { defineUntransactedRoute, type RouteInput } from '#hub/http/route.ts';
import { findBookedDoctor } from './find-booked-doctor.ts';
import { givePatientToken } from './patient-access.ts';
import { placeBooking } from './place-booking.ts';

/** Anyone may book on line, so many times an hour from one address; staff book for whom they like. */
export const bookAppointmentRoute = defineUntransactedRoute(
  bookAppointment,
  { roles: STAFF_ROLES, orAnyone: true },
  async ({ input, actor, hub, request, now }) => {
    if (!actor) {
      assertOnline(input);
      await hub.limits.booking.attempt(request.address);
    }
    const at = now();
    // The token is made outside: the stored reply of a keyed request must not hold what opens an appointment.
    const book = async () =>
      hub.transact(async ({ tx }) => {
        const { doctor, location } = await findBookedDoctor(tx, input.doctor_id, actor?.locationId);
        const once = { tx, request, locationId: location.id, operation: bookAppointment.id, now: at };
        const who = actor?.userId ?? null;
        return answerOnce({ ...once, input: { ...input, who } }, async () =>
          placeBooking({ tx, now: at, actor, requestId: request.id, ids: hub.ids }, { doctor, location, input }),
        );
      });
    const booked = await hub.calendarTurns.take(input.doctor_id, book);
    const { location_id: locationId, ...reply } = booked;
    const { id, uid } = booked;
    const scheduledDate = Date.parse(booked.scheduled_date);
    const own = { id, uid, locationId, scheduledDate, accessNumber: 0 };
    return { ...reply, patient_token: await givePatientToken(own, hub.keys.patientToken, at) };
  },
);

/** What only staff may do: name someone on record, or book what is not booked on line. Throws `auth.required`. */
function assertOnline(input: RouteInput<typeof bookAppointment>): void {
  if (input.patient_id !== undefined || input.appointment_type !== 'online') throw new AppError('auth.required');
}
