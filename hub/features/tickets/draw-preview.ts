import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { previewTicket, type TicketPicture } from '#shared/ticket/preview-ticket.ts';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';
import { templateOf } from '#shared/ticket/ticket-template.ts';

/** May throw `ticket.logo_unreadable`, `printer.profile_unknown`. */
export function drawPreview(
  content: TicketContent,
  copyNo: number,
  settings: TicketSettings,
  printerId: string,
): TicketPicture {
  return previewTicket(content, copyNo, templateOf(settings), findPrinterProfile(printerId));
}
