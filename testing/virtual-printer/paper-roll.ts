import { drawBitmap, blankBitmap, type Bitmap } from '#shared/ticket/raster/bitmap.ts';

/** What came out and was torn or cut off: the picture, and the text that was printed as letters. */
export type PaperPiece = {
  bitmap: Bitmap;
  text: string;
  /** False when the printer died or was cleared before the cut. */
  complete: boolean;
};

/** The roll: takes rows of dots one at a time, since the paper may end between any two. */
export class PaperRoll {
  private rows: Uint8Array[] = [];
  private text = '';
  private broken = false;
  private readonly dots: number;

  constructor(dots: number) {
    this.dots = dots;
  }

  get length(): number {
    return this.rows.length;
  }

  printRow(row: Uint8Array): void {
    this.rows.push(row);
  }

  note(text: string): void {
    this.text += text;
  }

  /** What hangs from the printer now will never be a whole ticket. */
  breakOff(): void {
    this.broken = this.rows.length > 0;
  }

  /** Null when nothing has come out since the last cut. */
  tearOff(): PaperPiece | null {
    const { rows, text, broken } = this;
    this.broken = false;
    this.rows = [];
    this.text = '';
    const inked = rows.some((row) => row.some((byte) => byte !== 0));
    if (!inked && text.trim() === '') return null;
    const stride = Math.ceil(this.dots / 8);
    const bitmap: Bitmap = {
      width: this.dots,
      height: rows.length,
      stride,
      data: new Uint8Array(stride * rows.length),
    };
    rows.forEach((row, y) => bitmap.data.set(row.subarray(0, stride), y * stride));
    return { bitmap, text, complete: !broken };
  }
}

/** `bitmap` on rows of the paper's full width, its left edge by the alignment (0 left, 1 centre, 2 right). */
export function alignedOn(dots: number, bitmap: Bitmap, alignment: number): Bitmap {
  if (bitmap.width >= dots) return bitmap;
  const left = alignment === 0 ? 0 : Math.floor((dots - bitmap.width) / (alignment === 1 ? 2 : 1));
  const wide = blankBitmap(dots, bitmap.height);
  drawBitmap(wide, bitmap, left, 0);
  return wide;
}
