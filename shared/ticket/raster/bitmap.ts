/** A picture as a thermal head knows it: one bit a dot, 1 is black, rows padded to whole bytes, most significant first. */
export type Bitmap = { width: number; height: number; stride: number; data: Uint8Array };

export function blankBitmap(width: number, height: number): Bitmap {
  const stride = Math.ceil(width / 8);
  return { width, height, stride, data: new Uint8Array(stride * height) };
}

export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  return ((bitmap.data[y * bitmap.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

export function setBlack(bitmap: Bitmap, x: number, y: number): void {
  const at = y * bitmap.stride + (x >> 3);
  bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (x & 7));
}

/** Dots darker than this are burnt. Anti-aliased stems stay whole a little above the middle. */
const DARK = 150;

/** @param rgba 4 bytes a pixel, black to white, on an opaque background: one of its colours says it all */
export function bitmapFromRgba(rgba: Uint8ClampedArray, width: number, height: number): Bitmap {
  const bitmap = blankBitmap(width, height);
  const { data, stride } = bitmap;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, at = y * width * 4; x < width; x += 1, at += 4) {
      if ((rgba[at] ?? 255) < DARK) data[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return bitmap;
}

/** Copies `source` onto `target`, black over white. What falls outside is cut. */
export function drawBitmap(target: Bitmap, source: Bitmap, left: number, top: number): void {
  for (let y = 0; y < source.height; y += 1) {
    for (let x = 0; x < source.width; x += 1) {
      const inside = left + x >= 0 && left + x < target.width && top + y >= 0 && top + y < target.height;
      if (inside && isBlack(source, x, y)) setBlack(target, left + x, top + y);
    }
  }
}

/**
 * The picture in bands of at most `maxRows` rows, each with its raw rows: cheap printers overflow on taller ones.
 */
export function bandsOf(bitmap: Bitmap, maxRows: number): { rows: number; data: Uint8Array }[] {
  const bands: { rows: number; data: Uint8Array }[] = [];
  for (let top = 0; top < bitmap.height; top += maxRows) {
    const rows = Math.min(maxRows, bitmap.height - top);
    bands.push({ rows, data: bitmap.data.subarray(top * bitmap.stride, (top + rows) * bitmap.stride) });
  }
  return bands;
}

/** First byte, second bytes, and the first byte with a dot more. */
const REALTIME = [
  // DLE EOT, DLE ENQ, DLE DC4 of ESC/POS.
  { first: 0x10, seconds: [0x04, 0x05, 0x14], instead: 0x18 },
  // ESC ACK of Star.
  { first: 0x1b, seconds: [0x06], instead: 0x1f },
] as const;

/**
 * Rows as they may go on the wire. Printers look for real-time commands in everything they receive, pictures too, and would answer a status or kick a drawer in the middle of one. One dot more beside a black
 * one breaks the pair and no eye sees it.
 */
export function withoutRealtimeCommands(data: Uint8Array): Uint8Array {
  let safe = data;
  for (const { first, seconds, instead } of REALTIME) {
    for (let at = data.indexOf(first); at !== -1; at = data.indexOf(first, at + 1)) {
      if (!seconds.some((second) => second === data[at + 1])) continue;
      if (safe === data) safe = Uint8Array.from(data);
      safe[at] = instead;
    }
  }
  return safe;
}
