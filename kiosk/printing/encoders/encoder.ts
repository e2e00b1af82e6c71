import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

/**
 * Turns what is on the paper into the bytes of one whole job: reset, contents, feed and cut. Asking whether it came out is
 * not the encoder's business.
 */
export type EncodeTicket = (items: readonly PaperItem[], profile: PrinterProfile) => Buffer;
