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

/** The QR code of `payload`, each module `cell` dots wide, in the middle of `width` dots. */
export function drawQr(payload: string, cell: number, width: number): Bitmap {
  const { modules } = create(payload, { errorCorrectionLevel: 'M' });
  const side = (modules.size + 2 * QUIET_ZONE) * cell;
  const bitmap = blankBitmap(width, side);
  const left = Math.floor((width - side) / 2) + QUIET_ZONE * cell;
  for (let y = 0; y < modules.size * cell; y += 1) {
    for (let x = 0; x < modules.size * cell; x += 1) {
      if (modules.get(Math.floor(y / cell), Math.floor(x / cell))) setBlack(bitmap, left + x, y + QUIET_ZONE * cell);
    }
  }
  return bitmap;
}
