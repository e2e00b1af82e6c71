import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import { PNG } from 'pngjs';
import { AppError } from '#shared/domain/errors.ts';
import { blankBitmap, setBlack, type Bitmap } from './bitmap.ts';

const MOST_HEIGHT = 160;
const MOST_PIXELS = 8_000_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A clinic has one logo and prints it all day: unpacking it takes longer than the rest of a ticket. */
const drawn = new Map<number, { png: string; bitmap: Bitmap }>();

/**
 * A clinic's logo in the middle of `width` dots, never enlarged. Greys become a pattern of dots (Floyd and Steinberg
 * 1976), so that a coloured logo is still one on a head that knows only black.
 *
 * Throws `ticket.logo_unreadable`.
 *
 * @param png base64
 */
export function drawLogo(png: string, width: number): Bitmap {
  const known = drawn.get(width);
  if (known?.png === png) return known.bitmap;
  const bitmap = drawAnew(png, width);
  drawn.set(width, { png, bitmap });
  return bitmap;
}

function drawAnew(png: string, width: number): Bitmap {
  const image = readPng(png);
  const scale = Math.min(1, (width * 0.8) / image.width, MOST_HEIGHT / image.height);
  const w = Math.max(1, Math.round(image.width * scale));
  const h = Math.max(1, Math.round(image.height * scale));
  const canvas = createCanvas(w, h).getContext('2d');
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, w, h);
  canvas.imageSmoothingQuality = 'high';
  canvas.drawImage(image, 0, 0, w, h);
  const { data } = canvas.getImageData(0, 0, w, h);
  const grey = new Float32Array(w * h);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = 0.2126 * (data[i * 4] ?? 255) + 0.7152 * (data[i * 4 + 1] ?? 255) + 0.0722 * (data[i * 4 + 2] ?? 255);
  }
  return dither(grey, w, h, width);
}

/** By a decoder that is done when it returns: the canvas's own finishes later, and would draw nothing yet. */
function readPng(png: string): Canvas {
  const bytes = Buffer.from(png, 'base64');
  // By what the file says of itself before it is unpacked: no other format gets near a decoder, and nothing enormous.
  const isPng = bytes.length > 33 && bytes.subarray(0, 8).equals(PNG_SIGNATURE);
  const pixels = isPng ? bytes.readUInt32BE(16) * bytes.readUInt32BE(20) : 0;
  if (pixels === 0 || pixels > MOST_PIXELS) throw new AppError('ticket.logo_unreadable');
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    const canvas = createCanvas(width, height);
    canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
    return canvas;
  } catch (cause) {
    throw new AppError('ticket.logo_unreadable', {}, { cause });
  }
}

function dither(grey: Float32Array, w: number, h: number, width: number): Bitmap {
  const bitmap = blankBitmap(width, h);
  const left = Math.floor((width - w) / 2);
  const spread = (x: number, y: number, error: number) => {
    if (x >= 0 && x < w && y < h) grey[y * w + x] = (grey[y * w + x] ?? 0) + error;
  };
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const level = grey[y * w + x] ?? 255;
      const black = level < 128;
      if (black) setBlack(bitmap, left + x, y);
      const error = level - (black ? 0 : 255);
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
  }
  return bitmap;
}
