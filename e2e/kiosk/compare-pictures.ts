import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How far two pixels may be apart and still count as one: the smoothing of letters differs between machines. */
const PIXEL_THRESHOLD = 0.2;

/** The share of pixels that differ, 0 to 1, and a picture that shows them; 1 when the sizes differ. */
export function comparePictures(before: Buffer, now: Buffer): { share: number; diff: Buffer } {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(now)];
  if (a.width !== b.width || a.height !== b.height) return { share: 1, diff: now };
  const diff = new PNG({ width: a.width, height: a.height });
  const differing = pixelmatch(a.data, b.data, diff.data, a.width, a.height, { threshold: PIXEL_THRESHOLD });
  return { share: differing / (a.width * a.height), diff: PNG.sync.write(diff) };
}

const STEP = 16;

/** Sixteen shades of each colour and no transparency: what the eye takes for the same is kept in a third of the bytes. */
export function shrinkPicture(png: Buffer): Buffer {
  const picture = PNG.sync.read(png);
  for (const [at, value] of picture.data.entries()) picture.data[at] = Math.min(255, Math.round(value / STEP) * STEP);
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
}
