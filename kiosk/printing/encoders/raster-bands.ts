import { bandsOf, withoutRealtimeCommands, type Bitmap } from '#shared/ticket/raster/bitmap.ts';

/** A picture as `GS v 0` commands, which every ESC/POS printer knows. */
export function rasterBands(bitmap: Bitmap, maxRows: number): Buffer[] {
  return bandsOf(bitmap, Math.min(maxRows, 255)).map(({ rows, data }) => {
    const header = [0x1d, 0x76, 0x30, 0, bitmap.stride & 0xff, bitmap.stride >> 8, rows & 0xff, rows >> 8];
    return Buffer.concat([Buffer.from(header), withoutRealtimeCommands(data)]);
  });
}
