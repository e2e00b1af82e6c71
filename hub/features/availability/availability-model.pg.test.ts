import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { TakenSeat } from '#shared/domain/schedule/free-slots.ts';
import type { AvailableSlot } from '#shared/protocol/api/availability.ts';
import { appointments, holidays as holidayTable, slotHolds } from '#hub/db/schema/appointments.ts';
import { insertAppointment, insertAvailability, insertPatient, insertPractice } from '#testing/factories/booking.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { dayArbitrary } from '#testing/schedule/rule-arbitrary.ts';
import { slowSlots } from '#testing/schedule/slow-slots.ts';

const hub = useHub();
const MINUTE = 60_000;
const iso = (instant: number) => sql`${new Date(instant).toISOString()}::timestamptz`;

type Place = { locationId: number; doctorId: number; patientId: number };

/** Every second one as a hold; beside each a cancelled and a missed appointment, which take nothing. */
async function take(place: Place, taken: readonly TakenSeat[], notBefore: number): Promise<void> {
  const { locationId, doctorId } = place;
  for (const [n, { start, end, seat }] of taken.entries()) {
    const slot = { scheduledDate: start, durationMinutes: (end - start) / MINUTE, seat: seat + 1 };
    for (const status of ['cancelled', 'no_show'] as const)
      await insertAppointment(hub.hub.db, { ...place, ...slot, status });
    if (n % 2 === 0) await insertAppointment(hub.hub.db, { ...place, ...slot });
    else {
      await hub.hub.db.insert(slotHolds).values({
        uid: randomUUID(),
        locationId,
        doctorId,
        seat: seat + 1,
        slot: sql`tstzrange(${iso(start)}, ${iso(end)})`,
        expiresAt: notBefore + 30 * MINUTE,
      });
    }
  }
}

/** What the database itself would refuse cannot be asked about. */
function withoutOverlaps(taken: readonly TakenSeat[]): TakenSeat[] {
  const kept: TakenSeat[] = [];
  for (const one of taken) {
    if (!kept.some((other) => other.seat === one.seat && other.start < one.end && one.start < other.end))
      kept.push(one);
  }
  return kept;
}

test('any rules, holidays, bookings and holds give what the slow model says, through database and HTTP', async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(dayArbitrary, async ({ date, zone, rules, holidays, taken, minutes, notBefore }) => {
      const { db } = hub.hub;
      const { location, doctor } = await insertPractice(db, { timeZone: zone });
      const place = { locationId: location.id, doctorId: doctor.id };
      for (const rule of rules) {
        await insertAvailability(db, {
          ...place,
          date: rule.date,
          startTime: rule.startTime,
          endTime: rule.endTime,
          slotDurationMinutes: rule.slotMinutes,
          maxPatientsPerSlot: rule.capacity,
          isAvailable: rule.isAvailable,
          breakStartTime: rule.breakStart,
          breakEndTime: rule.breakEnd,
          isRecurring: rule.recurrence !== null,
          recurrencePattern: rule.recurrence,
        });
      }
      for (const day of holidays)
        await db.insert(holidayTable).values({ locationId: location.id, date: day, name: 'Day off' });
      const seats = withoutOverlaps(taken);
      const patientId = (await insertPatient(db, { locationId: location.id })).id;
      await take({ ...place, patientId }, seats, notBefore);
      // A moment before: nothing in the model starts between.
      hub.moveClock(notBefore - MINUTE - hub.hub.clock());

      const desk = await hub.staffHeaders(location.id, 'front_desk');
      const query = `doctor_id=${doctor.id}&date=${date}${minutes === undefined ? '' : `&duration=${minutes}`}`;
      const { data } = await readAnswer<{ available_slots: AvailableSlot[] }[]>(
        hub.get(`/api/appointments/availability?location_id=${location.id}&${query}`, desk),
      );
      const found = data![0]!.available_slots.map((slot) => [Date.parse(slot.start_at), slot.free_places]);
      const known = rules.map((rule) => ({ ...rule, doctorUid: doctor.uid }));
      const slow = slowSlots(date, known, holidays, seats, zone, minutes, notBefore);
      expect(found).toEqual([...slow].toSorted(([a], [b]) => a - b));
      offered += found.length;
    }),
    { numRuns: 100 },
  );
  // A model that never offers anything would agree with anything.
  expect(offered).toBeGreaterThan(200);
  expect(await hub.hub.db.$count(appointments)).toBeGreaterThan(50);
}, 120_000);
