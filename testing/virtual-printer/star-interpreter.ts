import type { Bitmap } from '#shared/ticket/raster/bitmap.ts';
import type { PrinterCommand } from './command-grammar.ts';
import type { Effect } from './effect.ts';
import { alignedOn } from './paper-roll.ts';
import { qrBitmap } from './qr-bitmap.ts';
import { STAR_CODE_PAGES } from './star-grammar.ts';
import { UnknownCommandError } from './strict-parser.ts';
import { TextLine, type LetterStyle } from './text-line.ts';

const PLAIN: LetterStyle = { scaleX: 1, scaleY: 1, bold: false, inverse: false };
const FEED_4_MM = 32;
const FEED_3_MM = 24;
const TO_CUTTER = 90;

/** The modes of a Star printer in Line Mode, StarPRNT or raster mode. */
export class StarInterpreter {
  private readonly line = new TextLine();
  private style: LetterStyle = { ...PLAIN };
  private alignment = 0;
  private encoding = 'CP437';
  private spacing = FEED_4_MM;
  private qr = { cell: 3, correction: 0, data: '' };
  private endOfPage = '0';
  private readonly dots: number;

  constructor(dots: number) {
    this.dots = dots;
  }

  run(command: PrinterCommand): Effect[] {
    const { args } = command;
    const n = args[0] ?? 0;
    switch (command.name) {
      case 'text':
        this.line.add(args, this.encoding, this.style);
        if (this.line.width > this.dots)
          throw new UnknownCommandError(`a line wider than the paper: ${this.line.text}`);
        return [];
      case 'LF':
        return this.printLine();
      case 'ETB':
        return [{ do: 'count-job' }];
      case 'ESC @':
        this.reset();
        return [];
      case 'ESC GS t':
        this.encoding = STAR_CODE_PAGES[n] ?? this.encoding;
        return [];
      case 'ESC GS a':
        this.alignment = n;
        return [];
      case 'ESC i':
        this.style = { ...this.style, scaleY: n + 1, scaleX: (args[1] ?? 0) + 1 };
        return [];
      case 'ESC E':
      case 'ESC F':
        this.style.bold = command.name === 'ESC E';
        return [];
      case 'ESC 4':
      case 'ESC 5':
        this.style.inverse = command.name === 'ESC 4';
        return [];
      case 'ESC 0':
        this.spacing = FEED_3_MM;
        return [];
      case 'ESC z':
        this.spacing = n === 1 ? FEED_4_MM : FEED_3_MM;
        return [];
      case 'ESC J':
        return [{ do: 'feed', dots: n * 2 }];
      case 'ESC d':
        return [{ do: 'feed', dots: n >= 2 ? TO_CUTTER : 0 }, { do: 'cut' }];
      case 'ESC k':
        this.line.picture = { width: n * 8, height: 24, stride: n, data: args.slice(2) };
        return [];
      case 'ESC GS S': {
        const stride = (args[1] ?? 0) + 256 * (args[2] ?? 0);
        const height = (args[3] ?? 0) + 256 * (args[4] ?? 0);
        return this.print({ width: stride * 8, height, stride, data: args.slice(6) });
      }
      case 'b': {
        const stride = n + 256 * (args[1] ?? 0);
        // Rows begin at the left edge and may be shorter than the paper.
        return [
          {
            do: 'print',
            bitmap: alignedOn(this.dots, { width: stride * 8, height: 1, stride, data: args.slice(2) }, 0),
            text: '',
          },
        ];
      }
      case 'ESC * r E':
        this.endOfPage = Buffer.from(args.subarray(0, -1)).toString('ascii');
        return [];
      case 'ESC FF NUL':
        return this.endOfPage === '1' ? [] : [{ do: 'feed', dots: TO_CUTTER }, { do: 'cut' }];
      case 'ESC RS a':
        return [{ do: 'automatic-status', on: n !== 0 }];
      default:
        return this.qrCommand(command.name, args);
    }
  }

  reset(): void {
    this.line.clear();
    this.style = { ...PLAIN };
    this.alignment = 0;
    this.encoding = 'CP437';
    this.spacing = FEED_4_MM;
  }

  private print(bitmap: Bitmap): Effect[] {
    return [{ do: 'print', bitmap: alignedOn(this.dots, bitmap, this.alignment), text: '' }];
  }

  private printLine(): Effect[] {
    const { text } = this.line;
    const picture = this.line.take();
    if (!picture) return [{ do: 'feed', dots: this.spacing }];
    const bitmap = alignedOn(this.dots, picture, this.alignment);
    return [
      { do: 'print', bitmap, text: text === '' ? '' : `${text}\n` },
      { do: 'feed', dots: Math.max(0, this.spacing - bitmap.height) },
    ];
  }

  private qrCommand(name: string, args: Uint8Array): Effect[] {
    if (name === 'ESC GS y S 2') this.qr.cell = args[0] ?? 3;
    if (name === 'ESC GS y S 1') this.qr.correction = args[0] ?? 0;
    if (name === 'ESC GS y D 1') this.qr.data = Buffer.from(args.subarray(3)).toString('ascii');
    if (name !== 'ESC GS y P') return [];
    return this.print(qrBitmap(this.qr.data, this.qr.correction, this.qr.cell, this.dots));
  }
}
