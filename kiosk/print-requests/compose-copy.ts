import { asc, eq } from 'drizzle-orm';
import { ticketContentSchema, type TicketContent } from '#shared/ticket/ticket-content.ts';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { printJob } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import { localize } from '#shared/domain/language.ts';
import type { PrintRequest } from '#shared/protocol/entities.ts';

/** The words of the ticket as this kiosk printed it, or else what the hub tells of one that another device has issued. */
export function composeCopy(reader: DeviceReader, request: PrintRequest): TicketContent {
  const first = reader
    .select({ ticket: printJob.ticket })
    .from(printJob)
    .where(eq(printJob.visitUid, request.visitUid))
    .orderBy(asc(printJob.id))
    .limit(1)
    .get();
  if (first) return ticketContentSchema.parse(first.ticket);
  const { location, hubUrl } = requireIdentity(reader);
  const { language, token, visitUid, checkedInAt } = request;
  const service = findEntity(reader, 'service', request.serviceUid);
  const doctor = request.doctorUid === null ? null : findEntity(reader, 'doctor', request.doctorUid);
  return {
    clinic: localize(location.name, language),
    token,
    service: service && localize(service.name, language),
    doctor: doctor && localize(doctor.name, language),
    place: service?.waitingArea ? localize(service.waitingArea, language) : null,
    // What was said at the check-in is not known here, and what holds now would not be a copy.
    peopleAhead: null,
    waitMinutes: null,
    issuedAt: checkedInAt,
    timeZone: location.timeZone,
    patientName: null,
    followUrl: `${hubUrl}/t/${visitUid}`,
    language,
  };
}
