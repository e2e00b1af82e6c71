import { eq } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { visit } from '#shared/device/db/schema.ts';
import type { DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import { bookingCodeText, phoneBirthText } from '#shared/domain/match-text.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { AppointmentQuery } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import { readKioskSettings } from '#kiosk/settings/read-kiosk-settings.ts';
import { judgeAppointment, type Judgement } from './judge-appointment.ts';
import { matchHash } from './match-hash.ts';

export type FoundAppointment =
  | { appointment: AppointmentToday; judgement: Judgement }
  | { appointment: null; judgement: 'not_found' | 'wrong_clinic' };

/** Off line as on line: from today's hashes alone. Of several the one that can be checked in, then the nearest in time. */
export function findAppointment(
  reader: DeviceReader,
  { matchKey, location, hubUrl }: DeviceIdentity,
  query: AppointmentQuery,
  now: Instant,
): FoundAppointment {
  const settings = readKioskSettings(reader);
  const candidates = matchKey ? listMatching(reader, matchKey, query, location.country) : [];
  const judged = candidates.map((appointment) => {
    const hasArrived = isCheckedInHere(reader, appointment.uid);
    return { appointment, judgement: judgeAppointment(appointment, settings, { now, hasArrived }) };
  });
  const [best] = judged.toSorted(
    (a, b) =>
      Number(b.judgement === 'ready') - Number(a.judgement === 'ready') ||
      Math.abs(a.appointment.startAt - now) - Math.abs(b.appointment.startAt - now),
  );
  if (best) return best;
  const isElsewhere = 'bookingCode' in query && namesAnotherHub(query.bookingCode, hubUrl);
  return { appointment: null, judgement: isElsewhere ? 'wrong_clinic' : 'not_found' };
}

function listMatching(
  reader: DeviceReader,
  matchKey: string,
  query: AppointmentQuery,
  country: string,
): AppointmentToday[] {
  const wanted = matchHash(
    matchKey,
    'bookingCode' in query ? bookingCodeText(query.bookingCode) : phoneBirthText(query.phone, query.birthDate, country),
  );
  return listEntities(reader, 'appointment_today').filter((appointment) =>
    'bookingCode' in query ? appointment.bookingCodeHash === wanted : appointment.phoneBirthHash === wanted,
  );
}

function isCheckedInHere(reader: DeviceReader, appointmentUid: string): boolean {
  return (
    reader.select({ uid: visit.uid }).from(visit).where(eq(visit.appointmentUid, appointmentUid)).get() !== undefined
  );
}

/** A booking's QR is an address at the clinic that gave it. */
function namesAnotherHub(scanned: string, hubUrl: string): boolean {
  const address = URL.parse(scanned.trim());
  return address !== null && /^https?:$/u.test(address.protocol) && address.host !== new URL(hubUrl).host;
}
