import type { PaperItem } from './lay-out-ticket.ts';
import { CELL, type PrinterProfile } from './printer-profile.ts';
import { columnsOf } from './code-page.ts';
import { blankBitmap, drawBitmap, withoutRealtimeCommands, type Bitmap } from './raster/bitmap.ts';
import { drawLetter } from './raster/draw-letter.ts';
import { drawQr } from './raster/draw-qr.ts';

/** From one line of letters to the next, in dots, where the line itself is lower: as printers are after a reset. */
const LINE_SPACING: Record<PrinterProfile['dialect'], number> = {
  epson: 30,
  gb18030: 30,
  'star-line': 32,
  'star-prnt': 32,
  'star-raster': 32,
};
const NO_QUIET_ZONE = 0;

/** The paper that a printer of this model makes of what is laid out for it, a pixel a dot, from the first row to the last. */
export function drawPaper(items: readonly PaperItem[], profile: PrinterProfile): Bitmap {
  const parts = items.map((item) => drawItem(item, profile));
  const paper = blankBitmap(
    profile.dots,
    parts.reduce((sum, { height }) => sum + height, 0),
  );
  let top = 0;
  for (const part of parts) {
    drawBitmap(paper, part, Math.floor((paper.width - part.width) / 2), top);
    top += part.height;
  }
  return paper;
}

function drawItem(item: PaperItem, profile: PrinterProfile): Bitmap {
  switch (item.item) {
    case 'bitmap':
      return { ...item.bitmap, data: withoutRealtimeCommands(item.bitmap.data) };
    case 'feed':
      return blankBitmap(profile.dots, item.dots);
    case 'qr':
      return drawQr(item.payload, item.cell, profile.dots, NO_QUIET_ZONE);
    case 'text':
      return drawLetters(item, LINE_SPACING[profile.dialect]);
  }
}

function drawLetters({ text, scale, bold, inverse }: PaperItem & { item: 'text' }, spacing: number): Bitmap {
  const height = CELL.height * scale;
  const line = blankBitmap(columnsOf(text) * CELL.width * scale, Math.max(height, spacing));
  let left = 0;
  for (const char of text) {
    const letter = drawLetter(char, { wide: columnsOf(char) === 2, scaleX: scale, scaleY: scale, bold });
    drawBitmap(line, inverse ? inverted(letter) : letter, left, 0);
    left += letter.width;
  }
  return line;
}

function inverted(bitmap: Bitmap): Bitmap {
  return { ...bitmap, data: bitmap.data.map((byte) => ~byte & 0xff) };
}
