import { AppError } from '#shared/domain/errors.ts';
import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { EPSON_REPORT_CHANGES } from '#kiosk/printing/status/epson-status.ts';
import type { EncodeTicket } from './encoder.ts';
import { rasterBands } from './raster-bands.ts';
import { bufferOf, newThermalPrinter, type ThermalPrinter } from './thermal-printer.ts';

/** USA: the national sets put their own letters in the place of `#`, `$`, `@`, `[`. */
const INTERNATIONAL_SET_USA = Buffer.from([0x1b, 0x52, 0]);
/** A printer with Chinese letters would take two Latin ones above 0x80 for one of its own. */
const NO_TWO_BYTE_LETTERS = Buffer.from([0x1c, 0x2e]);

/** ESC/POS as Epson defines it, by node-thermal-printer. */
export const encodeEpson: EncodeTicket = (items, profile) => {
  if (!profile.codePage) throw new AppError('printer.profile_without_code_page', { profile: profile.id });
  const printer = newThermalPrinter('epson');
  printer.initHardware();
  printer.add(NO_TWO_BYTE_LETTERS);
  printer.add(INTERNATIONAL_SET_USA);
  // After the reset, which would undo it: given to the constructor it would stand before.
  printer.setCharacterSet(profile.codePage.set);
  printer.alignCenter();
  // While the job prints as well: the reset has ended it.
  if (profile.status === 'epson') printer.add(EPSON_REPORT_CHANGES);
  for (const item of items) encodeItem(printer, item, profile);
  printer.add(feedDots(profile.feedToCutter));
  // Its cut also resets the printer, which leaves the next job a clean one.
  if (profile.cutter === 'partial') printer.partialCut({ verticalTabAmount: 0 });
  if (profile.cutter === 'full') printer.cut({ verticalTabAmount: 0 });
  return bufferOf(printer);
};

function encodeItem(printer: ThermalPrinter, item: PaperItem, profile: PrinterProfile): void {
  switch (item.item) {
    case 'text':
      printer.setTextSize(item.scale - 1, item.scale - 1);
      printer.bold(item.bold);
      if (item.inverse) printer.invert(true);
      printer.println(item.text);
      if (item.inverse) printer.invert(false);
      return;
    case 'bitmap':
      for (const band of rasterBands(item.bitmap, profile.bandRows)) printer.add(band);
      return;
    case 'qr':
      printer.printQR(item.payload, { cellSize: item.cell, correction: 'M', model: 2 });
      return;
    case 'feed':
      printer.add(feedDots(item.dots));
  }
}

function feedDots(dots: number): Buffer {
  return Buffer.from([0x1b, 0x4a, Math.min(255, dots)]);
}
