import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { bitmapFromRgba, type Bitmap } from './bitmap.ts';
import { drawableText, familiesFor } from './ticket-fonts.ts';
import { wrapText } from './wrap-text.ts';

export type TextStyle = {
  /** Dots. */
  fontSize: number;
  bold: boolean;
  direction: 'ltr' | 'rtl';
  language: string;
  /** White on black, as a bar over the whole width. */
  inverse?: boolean;
  maxLines?: number;
};

let measure: SKRSContext2D | undefined;
/** One sheet for every line: each of its own would be hundreds of kilobytes that the collector has to clear away. */
let sheet: SKRSContext2D | undefined;

/** Noto's Arabic and Devanagari reach further up and down than Latin: with less the marks of two lines touch. */
const LINE_HEIGHT = 1.5;
const BASELINE = 1.08;

/**
 * `text` as a picture `width` dots wide, centred, shaped and in visual order, broken into lines. Skia and HarfBuzz do
 * the shaping, as in a browser; no page need be open.
 */
export function drawText(text: string, width: number, style: TextStyle): Bitmap {
  const drawable = drawableText(text);
  const font = fontFor(drawable, style);
  measure ??= context(1, 1);
  const ruler = measure;
  setFont(ruler, font, style);
  const margin = style.inverse ? style.fontSize / 2 : 0;
  const lines = wrapText(drawable, style.language, style.maxLines ?? 6, (line) => {
    return ruler.measureText(isolated(line)).width <= width - 2 * margin;
  });
  const lineHeight = Math.ceil(style.fontSize * LINE_HEIGHT);
  const height = Math.max(1, lines.length * lineHeight);
  const canvas = sheetFor(width, height);
  canvas.fillStyle = style.inverse ? '#000' : '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.fillStyle = style.inverse ? '#fff' : '#000';
  setFont(canvas, font, style);
  canvas.textAlign = 'center';
  canvas.direction = style.direction;
  lines.forEach((line, index) => {
    canvas.fillText(isolated(line), width / 2, index * lineHeight + Math.round(style.fontSize * BASELINE));
  });
  return bitmapFromRgba(canvas.getImageData(0, 0, width, height).data, width, height);
}

function fontFor(text: string, style: TextStyle): string {
  const families = familiesFor(text).map((family) => `"${family}"`);
  return `400 ${style.fontSize}px ${families.join(', ')}`;
}

/**
 * By the font's own axis: some of the files begin at hairlines, which a thermal head does not print, and a weight in the
 * font's name would only smear those.
 */
function setFont(target: SKRSContext2D, font: string, { bold }: TextStyle): void {
  target.font = font;
  target.fontVariationSettings = `"wght" ${bold ? 700 : 450}`;
}

/** A break within an isolate leaves its two ends on two lines; the engine closes and ignores what is left open. */
function isolated(line: string): string {
  return line.replace(/^\u2069+/u, '');
}

/** At least so large, with whatever was drawn on it last. */
function sheetFor(width: number, height: number): SKRSContext2D {
  const present = sheet?.canvas;
  if (sheet && present && present.width >= width && present.height >= height) return sheet;
  sheet = context(Math.max(width, present?.width ?? 0), Math.max(height, present?.height ?? 0));
  return sheet;
}

function context(width: number, height: number): SKRSContext2D {
  return createCanvas(width, height).getContext('2d');
}
