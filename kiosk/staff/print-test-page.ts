import { deliverJob, PRINT_TIMING, type Printer } from '#kiosk/printing/deliver-job.ts';
import { encodeTicket } from '#kiosk/printing/encode-ticket.ts';
import type { TicketTemplate } from '#shared/ticket/ticket-template.ts';
import { TICKET_TEXTS } from '#shared/ticket/ticket-texts.ts';
import type { DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { localize } from '#shared/domain/language.ts';
import type { DevicePorts } from '#shared/device/system-ports.ts';
import type { PrintState } from '#shared/protocol/bridge/kiosk-contract.ts';

/**
 * A page that looks like a ticket and is none: it goes past the store, so no token is used up for it. In the clinic's own
 * language, with what its tickets have: its header and logo, large digits, its script, a QR code. May throw
 * `ticket.logo_unreadable`.
 */
export async function printTestPage(
  printer: Printer,
  { location, deviceName, hubUrl }: DeviceIdentity,
  { clock, ids, scheduler }: DevicePorts,
  template: TicketTemplate,
): Promise<PrintState> {
  const { language, timeZone, name } = location;
  const content = {
    clinic: localize(name, language),
    token: 'TEST',
    service: TICKET_TEXTS[language].test,
    doctor: null,
    place: deviceName,
    peopleAhead: null,
    waitMinutes: null,
    issuedAt: clock(),
    timeZone,
    patientName: null,
    followUrl: hubUrl,
    language,
  };
  const bytes = encodeTicket(content, 1, template, printer.profile);
  const order = {
    jobUid: ids(),
    bytes,
    leftover: 'nothing',
    beforeFirstByte: () => undefined,
    onCondition: () => undefined,
  } as const;
  return (await deliverJob(printer, order, PRINT_TIMING, scheduler)).outcome;
}
