import { AppError } from '#shared/domain/errors.ts';
import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { EncodeTicket } from './encoder.ts';
import { starBitImage, starRasterBlock } from './star-pictures.ts';
import { starQr } from './star-qr.ts';
import { bufferOf, newThermalPrinter, type ThermalPrinter } from './thermal-printer.ts';

/** ESC RS a 1: paper and cover are reported while the job prints. */
const REPORT_CHANGES = Buffer.from([0x1b, 0x1e, 0x61, 1]);

/**
 * Star Line Mode, and StarPRNT, which differs in how it takes pictures. By node-thermal-printer, but for letter sizes
 * above two and QR codes: it leaves out the command that carries a code's data.
 */
export const encodeStarLine: EncodeTicket = (items, profile) => {
  if (!profile.codePage) throw new AppError('printer.profile_without_code_page', { profile: profile.id });
  const printer = newThermalPrinter('star');
  printer.initHardware();
  printer.add(REPORT_CHANGES);
  printer.setCharacterSet(profile.codePage.set);
  printer.alignCenter();
  for (const item of items) encodeItem(printer, item, profile);
  // Feeds to the cutter by itself. The library's cut resets the printer after it.
  if (profile.cutter === 'partial') printer.partialCut({ verticalTabAmount: 0 });
  if (profile.cutter === 'full') printer.cut({ verticalTabAmount: 0 });
  return bufferOf(printer);
};

function encodeItem(printer: ThermalPrinter, item: PaperItem, profile: PrinterProfile): void {
  switch (item.item) {
    case 'text':
      printer.add(Buffer.from([0x1b, 0x69, item.scale - 1, item.scale - 1]));
      printer.bold(item.bold);
      if (item.inverse) printer.invert(true);
      printer.println(item.text);
      if (item.inverse) printer.invert(false);
      return;
    case 'bitmap':
      if (profile.dialect === 'star-prnt') {
        for (const block of starRasterBlock(item.bitmap, profile.bandRows)) printer.add(block);
      } else printer.add(starBitImage(item.bitmap));
      return;
    case 'qr':
      printer.add(starQr(item.payload, item.cell));
      return;
    case 'feed':
      // ESC J counts in quarters of a millimetre: two dots.
      printer.add(Buffer.from([0x1b, 0x4a, Math.max(1, Math.round(item.dots / 2))]));
  }
}
