import { createHmac, hkdfSync } from 'node:crypto';
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { bookingCodeText, phoneBirthText } from '#shared/domain/match-text.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { appointmentTodaySchema, type AppointmentToday } from '#shared/protocol/entities.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { locations, services } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { users } from '#hub/db/schema/staff.ts';
import { feed as feedTable } from '#hub/db/schema/sync.ts';

const HOUR = 3_600_000;
/** Far enough back that whoever is late is still told so, far enough ahead for a kiosk that loses its line overnight. */
const WINDOW = { before: 18 * HOUR, after: 36 * HOUR };
/** Any number of our own: the first half of the lock's two. */
const LOCK = 4_711_004;

export type MatchKey = { bytes: Uint8Array; text: string };

/** The key of a location's hashes: another location's kiosks cannot recognise this one's patients. */
export function locationMatchKey(kioskMatch: Uint8Array, locationUid: string): MatchKey {
  const bytes = new Uint8Array(hkdfSync('sha256', kioskMatch, '', `location ${locationUid}`, 32));
  return { bytes, text: Buffer.from(bytes).toString('base64url') };
}

/**
 * Brings what kiosks know of appointments up to date: tells of each that is new or has changed, and takes back those that
 * are past. Only differences are written, so it may be called as often as one likes; a kiosk's hello does. Whoever changes
 * an appointment and wants kiosks to know at once calls it as well, before the commit.
 */
export async function publishAppointments(
  { tx, feed }: TransactionScope,
  { locationId, now, kioskMatch }: { locationId: number; now: Instant; kioskMatch: Uint8Array },
): Promise<void> {
  // Two kiosks that say hello at once: one of them is enough.
  const locked = await tx.execute<{ ok: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${LOCK}::int, ${locationId}::int) AS ok`,
  );
  if (!locked.rows[0]?.ok) return;
  const wanted = await listWanted(tx, locationId, now, kioskMatch);
  const told = await listTold(tx, locationId);
  for (const [uid, { rev, view }] of wanted) {
    if (told.get(uid) !== canonical(view)) feed.put(locationId, 'appointment_today', rev, view);
  }
  for (const [uid, payload] of told) {
    if (payload !== null && !wanted.has(uid)) feed.remove(locationId, 'appointment_today', uid, 1);
  }
}

type Tx = TransactionScope['tx'];

async function listWanted(
  tx: Tx,
  locationId: number,
  now: Instant,
  kioskMatch: Uint8Array,
): Promise<Map<string, { rev: number; view: AppointmentToday }>> {
  const rows = await tx
    .select({
      appointment: appointments,
      doctorUid: users.uid,
      serviceUid: services.uid,
      phone: patients.phone,
      birthDate: patients.dateOfBirth,
      country: locations.country,
      locationUid: locations.uid,
    })
    .from(appointments)
    .innerJoin(users, eq(users.id, appointments.doctorId))
    .innerJoin(services, eq(services.id, sql`coalesce(${appointments.serviceId}, ${users.serviceId})`))
    .innerJoin(patients, eq(patients.id, appointments.patientId))
    .innerJoin(locations, eq(locations.id, appointments.locationId))
    .where(
      and(
        eq(appointments.locationId, locationId),
        gte(appointments.scheduledDate, now - WINDOW.before),
        lt(appointments.scheduledDate, now + WINDOW.after),
      ),
    );
  return new Map(
    rows.map(({ appointment, doctorUid, serviceUid, phone, birthDate, country, locationUid }) => {
      const { bytes } = locationMatchKey(kioskMatch, locationUid);
      const hash = (text: string): string => createHmac('sha256', bytes).update(text, 'utf8').digest('hex');
      const view: AppointmentToday = {
        uid: appointment.uid,
        bookingCodeHash: hash(bookingCodeText(appointment.uid)),
        phoneBirthHash: phone && birthDate ? hash(phoneBirthText(phone, birthDate, country)) : null,
        doctorUid,
        serviceUid,
        startAt: appointment.scheduledDate,
        status: statusOf(appointment),
      };
      return [appointment.uid, { rev: appointment.rev, view }];
    }),
  );
}

function statusOf({
  status,
  queueToken,
}: Pick<typeof appointments.$inferSelect, 'status' | 'queueToken'>): AppointmentToday['status'] {
  if (status === 'scheduled' || status === 'confirmed' || status === 'rescheduled') {
    return queueToken === null ? 'booked' : 'arrived';
  }
  return status === 'in_progress' ? 'arrived' : 'closed';
}

/** What kiosks were told last of each appointment, as text to compare; null: that it is gone. */
async function listTold(tx: Tx, locationId: number): Promise<Map<string, string | null>> {
  const rows = await tx
    .selectDistinctOn([feedTable.uid], { uid: feedTable.uid, payload: feedTable.payload })
    .from(feedTable)
    .where(
      and(
        eq(feedTable.locationId, locationId),
        eq(feedTable.stream, 'clinic'),
        eq(feedTable.entity, 'appointment_today'),
      ),
    )
    .orderBy(feedTable.uid, desc(feedTable.seq));
  return new Map(rows.map(({ uid, payload }) => [uid, payload === null ? null : canonical(payload)]));
}

/** One spelling for what says the same: Postgres keeps the keys of jsonb in an order of its own. */
function canonical(payload: unknown): string {
  const read = appointmentTodaySchema.safeParse(payload);
  return read.success ? JSON.stringify(read.data) : '';
}
