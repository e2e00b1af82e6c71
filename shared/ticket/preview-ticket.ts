import { createCanvas, ImageData } from '@napi-rs/canvas';
import { layOutTicket } from './lay-out-ticket.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { blankBitmap, drawBitmap, isBlack, type Bitmap } from './raster/bitmap.ts';
import { composeTicket } from './ticket.ts';
import type { TicketContent } from './ticket-content.ts';
import type { TicketTemplate } from './ticket-template.ts';

const MARGIN = 24;

/**
 * A picture of the ticket on the paper of one printer, a pixel a dot, for settings and for the screen when there is no
 * paper. By the same code that draws for printers without letters of their own; others print the same lines in
 * their built-in font. May throw `ticket.logo_unreadable`.
 *
 * @returns a PNG
 */
export function previewTicket(
  content: TicketContent,
  copyNo: number,
  template: TicketTemplate,
  profile: PrinterProfile,
): Buffer {
  const drawn = { ...profile, codePage: null, nativeQr: false };
  const parts = layOutTicket(composeTicket(content, copyNo, template), drawn).map((item): Bitmap => {
    if (item.item === 'bitmap') return item.bitmap;
    return blankBitmap(profile.dots, item.item === 'feed' ? item.dots : 0);
  });
  const paper = blankBitmap(
    profile.dots + 2 * MARGIN,
    parts.reduce((sum, { height }) => sum + height, 2 * MARGIN),
  );
  let top = MARGIN;
  for (const part of parts) {
    drawBitmap(paper, part, MARGIN, top);
    top += part.height;
  }
  return pngOf(paper);
}

function pngOf(bitmap: Bitmap): Buffer {
  const pixels = new Uint8ClampedArray(bitmap.width * bitmap.height * 4).fill(255);
  for (let y = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1) {
      const at = (y * bitmap.width + x) * 4;
      if (isBlack(bitmap, x, y)) pixels.fill(0, at, at + 3);
    }
  }
  const canvas = createCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').putImageData(new ImageData(pixels, bitmap.width, bitmap.height), 0, 0);
  return canvas.toBuffer('image/png');
}
