import { PNG } from 'pngjs';
import { isBlack, type Bitmap } from '#shared/ticket/raster/bitmap.ts';

const MARGIN = 24;

/** The paper as a greyscale PNG, a pixel a dot, with a white margin as a roll has. */
export function paperPng(bitmap: Bitmap): Buffer {
  const png = new PNG({ width: bitmap.width + 2 * MARGIN, height: bitmap.height + 2 * MARGIN, colorType: 0 });
  png.data.fill(255);
  for (let y = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1) {
      if (!isBlack(bitmap, x, y)) continue;
      const at = ((y + MARGIN) * png.width + x + MARGIN) * 4;
      png.data.fill(0, at, at + 3);
    }
  }
  return PNG.sync.write(png, { colorType: 0 });
}
