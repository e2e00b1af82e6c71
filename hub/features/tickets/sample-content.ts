import { and, asc, eq } from 'drizzle-orm';
import { localize, type Language } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { nameOnTicket } from '#shared/ticket/name-on-ticket.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';

/** Common names, nobody's in particular: no patient is shown for the sake of a preview. */
const NAMES: Record<Language, [first: string, last: string]> = {
  en: ['Mary', 'Baker'],
  es: ['María', 'Núñez'],
  fr: ['Hélène', 'Lefèvre'],
  de: ['Jürgen', 'Weiß'],
  pt: ['João', 'Conceição'],
  ar: ['مريم', 'حداد'],
  hi: ['मीरा', 'शर्मा'],
  zh: ['小明', '王'],
};
/** As long as a kiosk's own: the code on the paper is as large as in life. */
const FOLLOW_PATH = '/t/0195f3a2-7c1e-7b42-9d0e-5f2c8a1b3d4e';

/** What a kiosk of this clinic would print for somebody who comes for its first service. */
export async function sampleContent(
  db: Queryable,
  place: { locationId: number; hubUrl: string },
  language: Language,
  setting: TicketSettings['patient_name'],
  now: Instant,
): Promise<TicketContent> {
  const location = await readLocation(db, place.locationId);
  const [service] = await db
    .select()
    .from(services)
    .where(and(eq(services.locationId, place.locationId), eq(services.active, true)))
    .orderBy(asc(services.position), asc(services.id))
    .limit(1);
  const [doctor] = service
    ? await db
        .select({ name: users.displayName })
        .from(users)
        .where(and(eq(users.role, 'doctor'), eq(users.serviceId, service.id), eq(users.active, true)))
        .orderBy(asc(users.position), asc(users.id))
        .limit(1)
    : [];
  return {
    clinic: localize(location.name, language),
    token: 'A-047',
    service: service ? localize(service.name, language) : null,
    doctor: doctor ? localize(doctor.name, language) : null,
    place: service?.waitingArea ? localize(service.waitingArea, language) : null,
    peopleAhead: 4,
    waitMinutes: [15, 30],
    issuedAt: now,
    timeZone: location.timeZone,
    patientName: nameOnTicket(setting, ...NAMES[language]),
    followUrl: place.hubUrl + FOLLOW_PATH,
    language,
  };
}
