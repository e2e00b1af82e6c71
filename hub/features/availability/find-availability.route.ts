import { localize } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { findAvailability } from '#shared/protocol/api/availability.ts';
import { DEVICE_ROLES, STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import type { Transaction } from '#hub/db/client.ts';
import { bookingWindow } from '#hub/features/appointments/booking-rules.ts';
import { readSetting } from '#hub/features/settings/settings.store.ts';
import { defineRoute, type RouteInput } from '#hub/http/route.ts';
import { bookableDoctors, type BookableDoctor } from './bookable-doctors.queries.ts';
import { calendarDateOf, findSlots } from './find-slots.ts';
import { openLocations, type OpenLocation } from './open-locations.queries.ts';
import { slotReply } from './slot-reply.ts';

type Input = RouteInput<typeof findAvailability>;

/**
 * For anyone: it tells when doctors are free, and nothing of who is booked. Staff see every free slot of their own
 * location; everyone else those that patients may book.
 */
export const findAvailabilityRoute = defineRoute(
  findAvailability,
  { roles: [...STAFF_ROLES, ...DEVICE_ROLES, 'patient'], orAnyone: true },
  async ({ input, actor, tx, now }) => {
    const replies = [];
    for (const location of await openLocations(tx, input.location_id)) {
      const doctors = await bookableDoctors(tx, location.id, { doctorId: input.doctor_id, specialty: input.specialty });
      if (doctors.length === 0) continue;
      const isDesk = actor?.kind === 'staff' && actor.locationId === location.id;
      const slots = await findOffered(tx, { location, doctors, now: now(), isDesk }, input);
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
  },
);

type Place = { location: OpenLocation; doctors: BookableDoctor[]; now: Instant; isDesk: boolean };

async function findOffered(tx: Transaction, { location, doctors, now, isDesk }: Place, input: Input) {
  const { timeZone } = location;
  const search = {
    location,
    doctors,
    from: input.date ?? calendarDateOf(now, timeZone),
    days: input.days,
    durationMinutes: input.duration,
    now,
  };
  const slots = await findSlots(tx, search);
  if (isDesk) return slots;
  const rules = bookingWindow(await readSetting(tx, location.id, 'appointments'), now, timeZone);
  for (const [doctorId, own] of slots) {
    slots.set(
      doctorId,
      own.filter(({ start }) => start >= rules.notBefore && start < rules.before),
    );
  }
  return slots;
}
