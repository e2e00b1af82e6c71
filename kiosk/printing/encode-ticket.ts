import { encodeEpson } from './encoders/encode-epson.ts';
import type { EncodeTicket } from './encoders/encoder.ts';
import { layOutTicket } from './lay-out-ticket.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { composeTicket } from './ticket.ts';
import type { TicketContent } from './ticket-content.ts';
import type { TicketTemplate } from './ticket-template.ts';

const ENCODERS: Record<PrinterProfile['dialect'], EncodeTicket> = {
  epson: encodeEpson,
  'star-line': encodeEpson,
  'star-prnt': encodeEpson,
  'star-raster': encodeEpson,
  gb18030: encodeEpson,
};

/** The bytes of one copy of a ticket for one model of printer. May throw `ticket.logo_unreadable`. */
export function encodeTicket(
  content: TicketContent,
  copyNo: number,
  template: TicketTemplate,
  profile: PrinterProfile,
): Buffer {
  return ENCODERS[profile.dialect](layOutTicket(composeTicket(content, copyNo, template), profile), profile);
}
