import { AppError } from '#shared/domain/errors.ts';
import { withoutRealtimeCommands } from '#shared/ticket/raster/bitmap.ts';
import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import type { EncodeTicket } from './encoder.ts';

const ESC = 0x1b;
const RASTER = [ESC, 0x2a, 0x72] as const;
const REPORT_CHANGES = [ESC, 0x1e, 0x61, 1];
/** End-of-page mode 13: feed to the cutter and cut partially; 1: feed only. */
const CUT_MODE = { partial: '13', full: '9', none: '1' } as const;

/**
 * Star raster mode, for printers that have no letters of their own (TSP100): the whole ticket is a picture, sent row by
 * row (`b n1 n2`), trailing white left out.
 */
export const encodeStarRaster: EncodeTicket = (items, profile) => {
  return Buffer.concat([
    Buffer.from([ESC, 0x40, ...REPORT_CHANGES]),
    command('A'),
    // Page length 0: as long as what is on it.
    command('P', '0'),
    command('E', CUT_MODE[profile.cutter]),
    ...items.flatMap((item) => rowsOf(item)),
    Buffer.from([ESC, 0x0c, 0]),
    command('B'),
  ]);
};

/** `ESC * r` with a letter and, for settings, a figure in ASCII that a zero ends. */
function command(letter: string, value = ''): Buffer {
  return Buffer.from([...RASTER, ...Buffer.from(letter), ...(value === '' ? [] : [...Buffer.from(value), 0])]);
}

function rowsOf(item: PaperItem): Buffer[] {
  switch (item.item) {
    case 'feed':
      return Array.from({ length: item.dots }, () => emptyRow());
    case 'bitmap': {
      const { stride, height, data } = item.bitmap;
      return Array.from({ length: height }, (_, y) => row(data.subarray(y * stride, (y + 1) * stride)));
    }
    default:
      throw new AppError('printer.needs_pictures', { item: item.item });
  }
}

function row(bits: Uint8Array): Buffer {
  let length = bits.length;
  while (length > 0 && bits[length - 1] === 0) length -= 1;
  if (length === 0) return emptyRow();
  return Buffer.concat([Buffer.from([0x62, length, 0]), withoutRealtimeCommands(bits.subarray(0, length))]);
}

function emptyRow(): Buffer {
  return Buffer.from([0x62, 1, 0, 0]);
}
