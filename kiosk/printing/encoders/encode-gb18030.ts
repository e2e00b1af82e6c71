import { AppError } from '#shared/domain/errors.ts';
import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { EncodeTicket } from './encoder.ts';
import { composeEscPos, type EscPosPrinter } from './escpos-printer.ts';
import { rasterBands } from './raster-bands.ts';

/** FS &: two bytes above 0x80 are one Chinese letter. */
const TWO_BYTE_LETTERS = Buffer.from([0x1c, 0x26]);
const REPORT_CHANGES = Buffer.from([0x1d, 0x61, 0xff]);

/** The common Chinese printers: ESC/POS with letters in GB18030, by escpos. QR codes are pictures, as its own differ. */
export const encodeGb18030: EncodeTicket = (items, profile) => {
  if (!profile.codePage) throw new AppError('printer.profile_without_code_page', { profile: profile.id });
  return composeEscPos(profile.codePage.encoding, (printer) => {
    printer.hardware('init').print(TWO_BYTE_LETTERS).align('ct');
    if (profile.status === 'epson') printer.print(REPORT_CHANGES);
    for (const item of items) encodeItem(printer, item, profile);
    printer.print(Buffer.from([0x1b, 0x4a, profile.feedToCutter]));
    if (profile.cutter !== 'none') printer.cut(profile.cutter === 'partial', 1);
  });
};

function encodeItem(printer: EscPosPrinter, item: PaperItem, profile: PrinterProfile): void {
  switch (item.item) {
    case 'text':
      // Size first: below three it is set by ESC !, which would end the bold again.
      printer.size(item.scale, item.scale);
      printer.print(Buffer.from([0x1b, 0x45, item.bold ? 1 : 0, 0x1d, 0x42, item.inverse ? 1 : 0]));
      printer.text(item.text);
      if (item.inverse) printer.print(Buffer.from([0x1d, 0x42, 0]));
      return;
    case 'bitmap':
      for (const band of rasterBands(item.bitmap, profile.bandRows)) printer.print(band);
      return;
    case 'feed':
      printer.print(Buffer.from([0x1b, 0x4a, Math.min(255, item.dots)]));
      return;
    case 'qr':
      throw new AppError('printer.needs_pictures', { item: item.item });
  }
}
