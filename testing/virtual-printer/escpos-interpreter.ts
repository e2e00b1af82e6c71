import type { Bitmap } from '#shared/ticket/raster/bitmap.ts';
import type { PrinterCommand } from './command-grammar.ts';
import type { Effect } from './effect.ts';
import { CODE_PAGES } from './escpos-grammar.ts';
import { alignedOn } from './paper-roll.ts';
import { qrBitmap } from './qr-bitmap.ts';
import { UnknownCommandError } from './strict-parser.ts';
import { TextLine, type LetterStyle } from './text-line.ts';

const PLAIN: LetterStyle = { scaleX: 1, scaleY: 1, bold: false, inverse: false };
const LINE_SPACING = 30;

/** The modes of an ESC/POS printer: turns each command into what it does. Pure but for its own modes. */
export class EscPosInterpreter {
  private readonly line = new TextLine();
  private style: LetterStyle = { ...PLAIN };
  private alignment = 0;
  private encoding = 'CP437';
  private spacing = LINE_SPACING;
  private qr = { cell: 3, correction: 48, data: '' };
  private readonly dots: number;

  constructor(dots: number) {
    this.dots = dots;
  }

  run(command: PrinterCommand): Effect[] {
    const { args } = command;
    const n = args[0] ?? 0;
    switch (command.name) {
      case 'text':
        this.line.add(args, command.twoByte ? 'GB18030' : this.encoding, this.style);
        if (this.line.width > this.dots)
          throw new UnknownCommandError(`a line wider than the paper: ${this.line.text}`);
        return [];
      case 'LF':
        return this.printLine(0);
      case 'ESC @':
        this.reset();
        return [{ do: 'automatic-status', on: false }];
      case 'ESC t':
        this.encoding = CODE_PAGES[n] ?? this.encoding;
        return [];
      case 'ESC a':
        if (this.line.text !== '') throw new UnknownCommandError('ESC a inside a line is ignored by printers');
        this.alignment = n;
        return [];
      case 'ESC E':
        this.style.bold = n === 1;
        return [];
      case 'ESC !':
        this.style = { ...this.style, bold: (n & 8) !== 0, scaleY: n & 16 ? 2 : 1, scaleX: n & 32 ? 2 : 1 };
        return [];
      case 'GS !':
        this.style = { ...this.style, scaleX: (n >> 4) + 1, scaleY: (n & 7) + 1 };
        return [];
      case 'GS B':
        this.style.inverse = n === 1;
        return [];
      case 'ESC 3':
        this.spacing = n;
        return [];
      case 'ESC 2':
        this.spacing = LINE_SPACING;
        return [];
      case 'ESC J':
        return this.printLine(n);
      case 'ESC d':
        return this.printLine(n * this.spacing);
      case 'GS v 0':
        return [{ do: 'print', bitmap: alignedOn(this.dots, rasterOf(args), this.alignment), text: '' }];
      case 'GS ( k':
        return this.qrCommand(args);
      case 'GS V':
        return [{ do: 'cut' }];
      case 'GS a':
        return [{ do: 'automatic-status', on: n !== 0 }];
      case 'GS r':
        return [{ do: 'answer', what: 'paper' }];
      case 'GS ( H':
        return [{ do: 'answer', what: 'process-id', id: args.slice(4) }];
      default:
        // National set, underline, two-byte mode, zeros: nothing comes out. Real-time commands were obeyed on arrival.
        return [];
    }
  }

  /** Print buffer and modes as after power-on. */
  reset(): void {
    this.line.clear();
    this.style = { ...PLAIN };
    this.alignment = 0;
    this.encoding = 'CP437';
    this.spacing = LINE_SPACING;
  }

  private printLine(feed: number): Effect[] {
    const { text } = this.line;
    const picture = this.line.take();
    if (!picture) return [{ do: 'feed', dots: feed === 0 ? this.spacing : feed }];
    const bitmap = alignedOn(this.dots, picture, this.alignment);
    const rest = feed === 0 ? Math.max(0, this.spacing - bitmap.height) : feed;
    return [
      { do: 'print', bitmap, text: `${text}\n` },
      { do: 'feed', dots: rest },
    ];
  }

  private qrCommand(args: Uint8Array): Effect[] {
    const [, , , fn, n = 0] = args;
    if (fn === 67) this.qr.cell = n;
    if (fn === 69) this.qr.correction = n;
    if (fn === 80) this.qr.data = Buffer.from(args.subarray(5)).toString('ascii');
    if (fn !== 81) return [];
    const bitmap = qrBitmap(this.qr.data, this.qr.correction - 48, this.qr.cell, this.dots);
    return [{ do: 'print', bitmap: alignedOn(this.dots, bitmap, this.alignment), text: '' }];
  }
}

function rasterOf(args: Uint8Array): Bitmap {
  const stride = (args[1] ?? 0) + 256 * (args[2] ?? 0);
  const height = (args[3] ?? 0) + 256 * (args[4] ?? 0);
  return { width: stride * 8, height, stride, data: args.slice(5) };
}
