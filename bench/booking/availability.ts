import type { Size } from './open-sizes.ts';

/** Some doctor's day among those that are filled at every size. */
function question(size: Size, run: number): { doctorId: number; day: string } {
  const doctorId = size.doctorIds[(run * 7) % size.doctorIds.length]!;
  const day = new Date(Date.parse(size.lastDay) - (run % 8) * 86_400_000).toISOString().slice(0, 10);
  return { doctorId, day };
}

export async function askAvailability(size: Size, run: number): Promise<void> {
  const { doctorId, day } = question(size, run);
  const query = `location_id=${size.locationId}&doctor_id=${doctorId}&date=${day}`;
  const response = await fetch(`${size.url}/api/appointments/availability?${query}`);
  const { data } = (await response.json()) as { data: { available_slots: unknown[] }[] };
  // Eighteen half hours, of which sixteen are booked.
  if (data[0]?.available_slots.length !== 2) throw new Error(`Not the slots expected: ${JSON.stringify(data)}`);
}

/** The four look-ups without which nobody can know: the doctor, the rules, the holidays, what is taken. */
export async function bareAvailability({ pool, ...size }: Size, run: number): Promise<void> {
  const { doctorId, day } = question({ pool, ...size }, run);
  const client = await pool.connect();
  try {
    await client.query('SELECT id, display_name FROM users WHERE location_id = $1 AND id = $2', [
      size.locationId,
      doctorId,
    ]);
    await client.query('SELECT * FROM availability WHERE location_id = $1 AND doctor_id = $2', [
      size.locationId,
      doctorId,
    ]);
    await client.query('SELECT date FROM holidays WHERE location_id = $1 AND date = $2', [size.locationId, day]);
    const { rows } = await client.query(
      `SELECT seat, scheduled_date, duration_minutes FROM appointments WHERE location_id = $1 AND doctor_id = $2
         AND scheduled_date >= $3::date AND scheduled_date < $3::date + 1 AND status NOT IN ('cancelled', 'no_show')`,
      [size.locationId, doctorId, day],
    );
    if (rows.length !== 16) throw new Error(`Not what is taken: ${rows.length}`);
  } finally {
    client.release();
  }
}
