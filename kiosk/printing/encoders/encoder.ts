import type { PaperItem } from '#kiosk/printing/lay-out-ticket.ts';
import type { PrinterProfile } from '#kiosk/printing/printer-profile.ts';

/**
 * Turns what is on the paper into the bytes of one whole job: reset, contents, feed and cut. Asking whether it came out is
 * not the encoder's business.
 */
export type EncodeTicket = (items: readonly PaperItem[], profile: PrinterProfile) => Buffer;
