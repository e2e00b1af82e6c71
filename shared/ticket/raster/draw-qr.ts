import { create } from 'qrcode';
import { blankBitmap, setBlack, type Bitmap } from './bitmap.ts';

/** Of each side, in modules: scanners want it and the paper's edge is not white on every background. */
const QUIET_ZONE = 4;

/**
 * Modules along one side of the code for `payload` at error correction M, without its quiet zone. The most that a printer
 * may need: it may pack figures closer than bytes. Any mask will do, and the best takes most of the time to find.
 */
export function qrModules(payload: string): number {
  // Packed as bytes, the size follows from their number alone.
  const length = Buffer.byteLength(payload, 'ascii');
  const known = MODULES.get(length);
  if (known !== undefined) return known;
  const bytes = [{ data: Buffer.from(payload, 'ascii'), mode: 'byte' as const }];
  const { size } = create(bytes, { errorCorrectionLevel: 'M', maskPattern: 0 }).modules;
  MODULES.set(length, size);
  return size;
}

const MODULES = new Map<number, number>();

/**
 * The QR code of `payload`, each module `cell` dots wide, in the middle of `width` dots.
 *
 * @param quietZone white modules above and below; a printer that draws the code itself leaves none
 */
export function drawQr(payload: string, cell: number, width: number, quietZone = QUIET_ZONE): Bitmap {
  const { modules } = create(payload, { errorCorrectionLevel: 'M' });
  const side = modules.size * cell;
  const top = quietZone * cell;
  const bitmap = blankBitmap(width, side + 2 * top);
  const left = Math.floor((width - side) / 2);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (modules.get(Math.floor(y / cell), Math.floor(x / cell))) setBlack(bitmap, left + x, top + y);
    }
  }
  return bitmap;
}
