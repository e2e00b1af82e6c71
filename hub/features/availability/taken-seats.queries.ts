import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Interval } from '#shared/domain/schedule/day-windows.ts';
import type { TakenSeat } from '#shared/domain/schedule/free-slots.ts';
import type { Queryable } from '#hub/db/client.ts';

type Row = { doctor_id: string; seat: number; start_ms: string; end_ms: string };

const at = (instant: Instant): SQL => sql`${new Date(instant).toISOString()}::timestamptz`;

/** No appointment is longer (a check of the table), so one that reaches into the range starts within a day before it. */
const LONGEST_APPOINTMENT_MS = 24 * 60 * 60 * 1000;

/**
 * What is booked or held in `range`, by doctor id. A hold counts until it expires; `exceptHold` is the caller's own,
 * `exceptAppointment` the one that is being moved.
 */
export async function takenSeats(
  db: Queryable,
  locationId: number,
  doctorIds: readonly number[],
  range: Interval,
  options: { now: Instant; exceptHold?: string; exceptAppointment?: number },
): Promise<Map<number, TakenSeat[]>> {
  const doctors = sql.param([...doctorIds]);
  const { rows } = await db.execute<Row>(sql`
    SELECT doctor_id, seat, extract(epoch FROM scheduled_date) * 1000 AS start_ms,
           extract(epoch FROM scheduled_date) * 1000 + duration_minutes * 60000 AS end_ms
    FROM appointments
    WHERE location_id = ${locationId} AND doctor_id = ANY(${doctors}::bigint[])
      AND scheduled_date > ${at(range.start - LONGEST_APPOINTMENT_MS)} AND scheduled_date < ${at(range.end)}
      AND status NOT IN ('cancelled', 'no_show') AND needs_rebooking_since IS NULL
      AND id <> ${options.exceptAppointment ?? 0}
    UNION ALL
    SELECT doctor_id, seat, extract(epoch FROM lower(slot)) * 1000, extract(epoch FROM upper(slot)) * 1000
    FROM slot_holds
    WHERE location_id = ${locationId} AND doctor_id = ANY(${doctors}::bigint[])
      AND slot && tstzrange(${at(range.start)}, ${at(range.end)})
      AND expires_at > ${at(options.now)}
      AND uid IS DISTINCT FROM ${options.exceptHold ?? null}::uuid`);

  const taken = new Map<number, TakenSeat[]>(doctorIds.map((id) => [id, []]));
  for (const row of rows) {
    // The database counts seats from 1, the domain from 0.
    taken
      .get(Number(row.doctor_id))
      ?.push({ seat: row.seat - 1, start: Number(row.start_ms), end: Number(row.end_ms) });
  }
  return taken;
}
