import { readFileSync } from 'node:fs';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { bitmapFromRgba, type Bitmap } from '#shared/ticket/raster/bitmap.ts';
import { familiesFor } from '#shared/ticket/raster/ticket-fonts.ts';

const MONO = 'Virtual printer';
const CELL_HEIGHT = 24;
const CELL_WIDTH = 12;
/** Noto Sans Mono is 0.6 em wide: at this size a letter fills its cell. */
const FONT_SIZE = 20;

const drawn = new Map<string, Bitmap>();
let registered = false;

/** One letter of the printer's own font, in its cell, `scaleX` × `scaleY` times as large. */
export function glyph(char: string, wide: boolean, scaleX: number, scaleY: number, bold: boolean): Bitmap {
  const key = `${char}|${wide}|${scaleX}|${scaleY}|${bold}`;
  const known = drawn.get(key);
  if (known) return known;
  registerMono();
  const width = (wide ? 2 * CELL_WIDTH : CELL_WIDTH) * scaleX;
  const height = CELL_HEIGHT * scaleY;
  const canvas = createCanvas(width, height).getContext('2d');
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.fillStyle = '#000';
  canvas.scale(scaleX, scaleY);
  const families = [MONO, `${MONO} ext`, ...familiesFor(char)].map((family) => `"${family}"`).join(', ');
  canvas.font = `${bold ? 700 : 450} ${wide ? 22 : FONT_SIZE}px ${families}`;
  canvas.textAlign = 'center';
  canvas.fillText(char, (wide ? 2 * CELL_WIDTH : CELL_WIDTH) / 2, 19);
  const bitmap = bitmapFromRgba(canvas.getImageData(0, 0, width, height).data, width, height);
  drawn.set(key, bitmap);
  return bitmap;
}

function registerMono(): void {
  if (registered) return;
  registered = true;
  const latin = import.meta.resolve('@fontsource-variable/noto-sans-mono/files/noto-sans-mono-latin-wght-normal.woff2');
  GlobalFonts.register(readFileSync(new URL(latin)), MONO);
  GlobalFonts.register(readFileSync(new URL(latin.replace('-latin-', '-latin-ext-'))), `${MONO} ext`);
}
