import { createCanvas } from '@napi-rs/canvas';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readQr } from '#testing/virtual-printer/read-qr.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import { encodeTicket } from '#kiosk/printing/encode-ticket.ts';
import { previewTicket } from './preview-ticket.ts';
import { drawPaper } from './draw-paper.ts';
import { layOutTicket } from './lay-out-ticket.ts';
import { composeTicket } from './ticket.ts';
import { LANGUAGES } from '#shared/domain/language.ts';
import { printBytes } from '#testing/virtual-printer/print-bytes.ts';
import { findPrinterProfile } from './profiles/printer-profiles.ts';
import { bitmapFromRgba, isBlack, type Bitmap } from './raster/bitmap.ts';
import { drawLetter } from './raster/draw-letter.ts';
import { drawLogo } from './raster/draw-logo.ts';
import { PLAIN_TEMPLATE } from './ticket-template.ts';

const PROFILE = findPrinterProfile('epson-tm-t20');

function logo(): string {
  const canvas = createCanvas(300, 120);
  const context = canvas.getContext('2d');
  context.fillStyle = '#1266aa';
  context.fillRect(20, 20, 260, 80);
  return canvas.toBuffer('image/png').toString('base64');
}

describe('the preview of a ticket', () => {
  it.each(['epson-tm-t20', 'generic-58'])('on %s is as wide as the paper and its code can be read', (id) => {
    const profile = findPrinterProfile(id);
    const ticket = sampleTicket('ar');
    const png = PNG.sync.read(previewTicket(ticket, 1, PLAIN_TEMPLATE, profile).png);
    expect(png.width).toBe(profile.dots + 48);
    const pixels = new Uint8ClampedArray(png.data);
    expect(readQr(bitmapFromRgba(pixels, png.width, png.height))).toBe(ticket.followUrl);
  });

  describe.each(['epson-tm-t20', 'epson-tm-m30-58', 'star-prnt', 'star-tsp100', 'generic-58'])('on %s', (id) => {
    it.each(LANGUAGES.map(({ code }) => code))('in %s is what the printer prints, dot for dot', async (code) => {
      const profile = findPrinterProfile(id);
      const template = { ...PLAIN_TEMPLATE, header: { text: '12 River Street' }, logoPng: logo() };
      const [piece] = await printBytes(encodeTicket(sampleTicket(code), 2, template, profile), profile);
      const paper = drawPaper(layOutTicket(composeTicket(sampleTicket(code), 2, template), profile), profile);
      const printed = piece?.bitmap.data.subarray(0, paper.data.length);
      expect(paper.height).toBeGreaterThan(700);
      expect(Buffer.compare(printed ?? Buffer.of(), paper.data)).toBe(0);
    });
  });

  it("shows the clinic's header, logo and message", () => {
    const plain = PNG.sync.read(previewTicket(sampleTicket('en'), 1, PLAIN_TEMPLATE, PROFILE).png);
    const template = {
      ...PLAIN_TEMPLATE,
      header: { text: '12 River Street' },
      message: { text: 'Please tell the desk if you feel worse.', translations: { ar: 'أخبر المكتب' } },
      logoPng: logo(),
    };
    const full = PNG.sync.read(previewTicket(sampleTicket('en'), 1, template, PROFILE).png);
    expect(full.height - plain.height).toBeGreaterThan(120 + 2 * 36);
  });

  it('prints the logo in its place, in black where it is dark', () => {
    const inked = (bitmap: Bitmap, left: number, top: number, right: number, bottom: number) => {
      let dots = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) dots += Number(isBlack(bitmap, x, y));
      return dots / ((right - left) * (bottom - top));
    };
    const drawn = drawLogo(logo(), 576);
    expect([drawn.width, drawn.height]).toEqual([576, 120]);
    // A quarter of the blue is dark enough for black: more than half of its dots.
    expect(inked(drawn, 160, 22, 416, 98)).toBeGreaterThan(0.5);
    expect(inked(drawn, 0, 0, 136, 120)).toBe(0);
    expect(inked(drawn, 140, 0, 430, 18)).toBe(0);
  });

  it.each([
    [false, 1],
    [true, 1],
    [true, 6],
  ])('sets letters that can be told apart (bold: %s, %s times as large)', (bold, scale) => {
    const letters = ['o', 'e', 'M', 'i', '8', 'ñ', '€'].map((char) =>
      drawLetter(char, { wide: false, scaleX: scale, scaleY: scale, bold }),
    );
    for (const { data } of letters) {
      const ink = data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
      const share = ink / (12 * 24 * scale * scale);
      expect(share).toBeGreaterThan(0.06);
      expect(share).toBeLessThan(0.45);
    }
    expect(new Set(letters.map(({ data }) => Buffer.from(data).toString('hex'))).size).toBe(letters.length);
  });

  it('says that a logo cannot be read, here and nowhere later', () => {
    const template = { ...PLAIN_TEMPLATE, logoPng: Buffer.from('not a picture').toString('base64') };
    expect(() => previewTicket(sampleTicket('en'), 1, template, PROFILE)).toThrow('ticket.logo_unreadable');
    expect(() => encodeTicket(sampleTicket('en'), 1, template, PROFILE)).toThrow('ticket.logo_unreadable');
  });
});
