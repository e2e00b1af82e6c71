import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { CELL } from '#shared/ticket/printer-profile.ts';
import { bitmapFromRgba, type Bitmap } from './bitmap.ts';
import { familiesFor } from './ticket-fonts.ts';

const MONO = 'Printer';
/** Noto Sans Mono is 0.6 em wide: at this size a letter fills its cell. */
const FONT_SIZE = 20;
const WIDE_FONT_SIZE = 22;
const BASELINE = 19;

export type LetterShape = { wide: boolean; scaleX: number; scaleY: number; bold: boolean };

const drawn = new Map<string, Bitmap>();
let registered = false;

/**
 * One letter as a printer's built-in font (font A) sets it: in a cell of its own, `scaleX` × `scaleY` times as large. The
 * shapes are those of a common fixed-width font; each make of printer has its own, of the same size.
 */
export function drawLetter(char: string, { wide, scaleX, scaleY, bold }: LetterShape): Bitmap {
  const key = `${char}|${wide}|${scaleX}|${scaleY}|${bold}`;
  const known = drawn.get(key);
  if (known) return known;
  registerMono();
  const cell = wide ? 2 * CELL.width : CELL.width;
  const width = cell * scaleX;
  const height = CELL.height * scaleY;
  const canvas = createCanvas(width, height).getContext('2d');
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.fillStyle = '#000';
  canvas.scale(scaleX, scaleY);
  const families = [MONO, `${MONO} ext`, ...familiesFor(char)].map((family) => `"${family}"`).join(', ');
  canvas.font = `400 ${wide ? WIDE_FONT_SIZE : FONT_SIZE}px ${families}`;
  // By the font's own axis, as `drawText` does: a weight in the font's name smears.
  canvas.fontVariationSettings = `"wght" ${bold ? 700 : 450}`;
  canvas.textAlign = 'center';
  canvas.fillText(char, cell / 2, BASELINE);
  const bitmap = bitmapFromRgba(canvas.getImageData(0, 0, width, height).data, width, height);
  drawn.set(key, bitmap);
  return bitmap;
}

function registerMono(): void {
  if (registered) return;
  registered = true;
  const require = createRequire(import.meta.url);
  for (const [subset, family] of [
    ['latin', MONO],
    ['latin-ext', `${MONO} ext`],
  ] as const) {
    const file = require.resolve(
      `@fontsource-variable/noto-sans-mono/files/noto-sans-mono-${subset}-wght-normal.woff2`,
    );
    GlobalFonts.register(readFileSync(file), family);
  }
}
