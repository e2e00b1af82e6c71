import { createRequire } from 'node:module';
import type jsQr from 'jsqr';
import { PNG } from 'pngjs';
import { isBlack, type Bitmap } from '#shared/ticket/raster/bitmap.ts';

// CommonJS whose function is one of its exports, which its types do not say.
const decode = (createRequire(import.meta.url)('jsqr') as { default: typeof jsQr.default }).default;

/** What a phone reads from the paper, by a decoder that has nothing to do with what drew it; null when nothing. */
export function readQr(bitmap: Bitmap): string | null {
  const margin = 16;
  const [width, height] = [bitmap.width + 2 * margin, bitmap.height + 2 * margin];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1) {
      if (!isBlack(bitmap, x, y)) continue;
      const at = ((y + margin) * width + x + margin) * 4;
      pixels.fill(0, at, at + 3);
    }
  }
  return decode(pixels, width, height)?.data ?? null;
}

/** The same from a picture of the paper, as the tray gives it. */
export function readQrOfPng(picture: Uint8Array): string | null {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture));
  return decode(new Uint8ClampedArray(data), width, height)?.data ?? null;
}
