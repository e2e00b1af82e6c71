import { encodeEpson } from './encoders/encode-epson.ts';
import { encodeGb18030 } from './encoders/encode-gb18030.ts';
import { encodeStarLine } from './encoders/encode-star-line.ts';
import { encodeStarRaster } from './encoders/encode-star-raster.ts';
import type { EncodeTicket } from './encoders/encoder.ts';
import { layOutTicket } from '#shared/ticket/lay-out-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { composeTicket } from '#shared/ticket/ticket.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';
import type { TicketTemplate } from '#shared/ticket/ticket-template.ts';

const ENCODERS: Record<PrinterProfile['dialect'], EncodeTicket> = {
  epson: encodeEpson,
  'star-line': encodeStarLine,
  'star-prnt': encodeStarLine,
  'star-raster': encodeStarRaster,
  gb18030: encodeGb18030,
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
