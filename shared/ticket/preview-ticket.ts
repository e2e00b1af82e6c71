import { createCanvas, ImageData } from '@napi-rs/canvas';
import { drawPaper } from './draw-paper.ts';
import { layOutTicket } from './lay-out-ticket.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { blankBitmap, drawBitmap, isBlack, type Bitmap } from './raster/bitmap.ts';
import { composeTicket } from './ticket.ts';
import type { TicketContent } from './ticket-content.ts';
import type { TicketTemplate } from './ticket-template.ts';

const MARGIN = 24;

export type TicketPicture = { png: Buffer; width: number; height: number };

/**
 * A picture of the ticket on the paper of one printer, a pixel a dot, from the same lines that are sent to it: what the
 * printer is sent as dots is those dots, what it sets in its own letters stands in letters of their size. May throw
 * `ticket.logo_unreadable`.
 */
export function previewTicket(
  content: TicketContent,
  copyNo: number,
  template: TicketTemplate,
  profile: PrinterProfile,
): TicketPicture {
  const paper = drawPaper(layOutTicket(composeTicket(content, copyNo, template), profile), profile);
  const sheet = blankBitmap(paper.width + 2 * MARGIN, paper.height + 2 * MARGIN);
  drawBitmap(sheet, paper, MARGIN, MARGIN);
  return { png: pngOf(sheet), width: sheet.width, height: sheet.height };
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
