import { bandsOf, withoutRealtimeCommands, type Bitmap } from '#shared/ticket/raster/bitmap.ts';

const STRIPE = 24;
/** Line feed of 3 mm, the height of a stripe, so that stripes join; then 4 mm again. */
const FEED_3_MM = Buffer.from([0x1b, 0x30]);
const FEED_4_MM = Buffer.from([0x1b, 0x7a, 0x01]);

/** A picture in stripes of 24 rows: `ESC k n1 n2`, known to every printer with Star Line Mode. */
export function starBitImage(bitmap: Bitmap): Buffer {
  const parts: Buffer[] = [FEED_3_MM];
  for (const { rows, data } of bandsOf(bitmap, STRIPE)) {
    const stripe = Buffer.alloc(bitmap.stride * STRIPE);
    stripe.set(withoutRealtimeCommands(data).subarray(0, rows * bitmap.stride));
    parts.push(Buffer.from([0x1b, 0x6b, bitmap.stride, 0]), stripe, Buffer.from([0x0a]));
  }
  return Buffer.concat([...parts, FEED_4_MM]);
}

/** StarPRNT: `ESC GS S m xL xH yL yH n`, monochrome. */
export function starRasterBlock(bitmap: Bitmap, maxRows: number): Buffer[] {
  return bandsOf(bitmap, maxRows).map(({ rows, data }) => {
    const header = [0x1b, 0x1d, 0x53, 1, bitmap.stride & 0xff, bitmap.stride >> 8, rows & 0xff, rows >> 8, 0];
    return Buffer.concat([Buffer.from(header), withoutRealtimeCommands(data)]);
  });
}
