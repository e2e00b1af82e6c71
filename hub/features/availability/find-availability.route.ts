import { localize } from '#shared/domain/language.ts';
import { findAvailability } from '#shared/protocol/api/availability.ts';
import { defineRoute } from '#hub/http/route.ts';
import { bookableDoctors } from './bookable-doctors.queries.ts';
import { calendarDateOf, findSlots } from './find-slots.ts';
import { openLocations } from './open-locations.queries.ts';
import { slotReply } from './slot-reply.ts';

/** For anyone: it tells when doctors are free, and nothing of who is booked. */
export const findAvailabilityRoute = defineRoute(findAvailability, 'public', async ({ input, tx, now }) => {
  const replies = [];
  for (const location of await openLocations(tx, input.location_id)) {
    const doctors = await bookableDoctors(tx, location.id, { doctorId: input.doctor_id, specialty: input.specialty });
    const slots = await findSlots(tx, {
      location,
      doctors,
      from: input.date ?? calendarDateOf(now(), location.timeZone),
      days: input.days,
      durationMinutes: input.duration,
      now: now(),
    });
    for (const doctor of doctors) {
      replies.push({
        doctor_id: doctor.id,
        doctor_name: localize(doctor.name, location.language),
        specialty: doctor.specialty && localize(doctor.specialty, location.language),
        available_slots: (slots.get(doctor.id) ?? []).map((slot) => slotReply(slot, location.timeZone)),
      });
    }
  }
  return replies;
});
