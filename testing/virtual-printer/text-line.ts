import iconv from 'iconv-lite';
import { blankBitmap, drawBitmap, type Bitmap } from '#shared/ticket/raster/bitmap.ts';
import { drawLetter } from '#shared/ticket/raster/draw-letter.ts';

export type LetterStyle = { scaleX: number; scaleY: number; bold: boolean; inverse: boolean };

type Letter = { char: string; wide: boolean; style: LetterStyle };

/** Letters that wait for their line feed. */
export class TextLine {
  private letters: Letter[] = [];
  /** A stripe of a picture in place of letters. */
  picture: Bitmap | null = null;

  get text(): string {
    return this.letters.map(({ char }) => char).join('');
  }

  get width(): number {
    return this.letters.reduce((sum, letter) => sum + letterWidth(letter), 0);
  }

  add(bytes: Uint8Array, encoding: string, style: LetterStyle): void {
    for (const char of iconv.decode(Buffer.from(bytes), encoding)) {
      this.letters.push({ char, wide: encoding === 'GB18030' && char > '\u00FF', style: { ...style } });
    }
  }

  clear(): void {
    this.letters = [];
    this.picture = null;
  }

  /** The line's picture, or null when there is nothing on it. Letters stand on a common foot. */
  take(): Bitmap | null {
    const { letters, picture } = this;
    this.clear();
    if (picture) return picture;
    if (letters.length === 0) return null;
    const height = Math.max(...letters.map(({ style }) => 24 * style.scaleY));
    const line = blankBitmap(
      letters.reduce((sum, letter) => sum + letterWidth(letter), 0),
      height,
    );
    let left = 0;
    for (const { char, wide, style } of letters) {
      const drawn = drawLetter(char, { wide, ...style });
      drawBitmap(line, style.inverse ? inverted(drawn) : drawn, left, height - drawn.height);
      left += drawn.width;
    }
    return line;
  }
}

function letterWidth({ wide, style }: Letter): number {
  return (wide ? 24 : 12) * style.scaleX;
}

function inverted(bitmap: Bitmap): Bitmap {
  return { ...bitmap, data: bitmap.data.map((byte) => ~byte & 0xff) };
}
