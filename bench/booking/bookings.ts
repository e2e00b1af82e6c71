import type { Size } from './open-sizes.ts';

const SLOTS_A_DAY = 18;
const HALF_HOUR = 1_800_000;

/** The n-th slot after the days that are filled: by turns over all doctors, no two the same. */
function slot(size: Size, n: number): { doctorId: number; start: string } {
  const { doctorIds } = size;
  const place = Math.floor(n / doctorIds.length);
  const day = Date.parse(size.lastDay) + (1 + Math.floor(place / SLOTS_A_DAY)) * 86_400_000;
  const start = day + 8 * 3_600_000 + (place % SLOTS_A_DAY) * HALF_HOUR;
  return { doctorId: doctorIds[n % doctorIds.length]!, start: new Date(start).toISOString() };
}

export async function bookSlots(size: Size, first: number, count: number, atOnce = 1): Promise<void> {
  await share(first, count, atOnce, async (n) => {
    const { doctorId, start } = slot(size, n);
    const response = await fetch(`${size.url}/api/appointments/book`, {
      method: 'POST',
      headers: size.headers,
      body: JSON.stringify({
        doctor_id: doctorId,
        scheduled_date: start,
        patient_details: { first_name: 'Guest', last_name: `No ${n}`, phone: `030 77${100_000 + n}` },
      }),
    });
    if (response.status !== 200) throw new Error(`Not booked: ${await response.text()}`);
    await response.arrayBuffer();
  });
}

/** One transaction that writes patient and appointment under the same constraints, in years nobody books. */
export async function bareBooking(size: Size, first: number, count: number, atOnce = 1): Promise<void> {
  await share(first, count, atOnce, async (n) => {
    const { doctorId, start } = slot(size, n);
    const client = await size.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO patients (uid, location_id, first_name, last_name, phone)
         VALUES (gen_random_uuid(), $1, 'Guest', $2, $3) RETURNING id`,
        [size.locationId, `No ${n}`, `+493077${100_000 + n}`],
      );
      await client.query(
        `INSERT INTO appointments (uid, location_id, patient_id, doctor_id, service_id, appointment_type, scheduled_date)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'online', $5::timestamptz + interval '10 years')`,
        [size.locationId, rows[0]!.id, doctorId, size.serviceId, start],
      );
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  });
}

async function share(first: number, count: number, atOnce: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = first;
  const worker = async (): Promise<void> => {
    while (next < first + count) {
      const n = next;
      next += 1;
      await work(n);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
