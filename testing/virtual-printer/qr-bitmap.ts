import { create } from 'qrcode';
import { blankBitmap, setBlack, type Bitmap } from '#shared/ticket/raster/bitmap.ts';
import { UnknownCommandError } from './strict-parser.ts';

/** The code that a printer draws by itself, without a quiet zone. @param correction 0 to 3 for L, M, Q, H */
export function qrBitmap(data: string, correction: number, cell: number, dots: number): Bitmap {
  if (data === '') throw new UnknownCommandError('QR printed before its data was stored');
  const { modules } = create(data, { errorCorrectionLevel: (['L', 'M', 'Q', 'H'] as const)[correction] });
  const side = modules.size * cell;
  if (side > dots) throw new UnknownCommandError(`a QR code of ${side} dots is wider than the paper`);
  const bitmap = blankBitmap(side, side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (modules.get(Math.floor(y / cell), Math.floor(x / cell))) setBlack(bitmap, x, y);
    }
  }
  return bitmap;
}
