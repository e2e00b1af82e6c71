import type { Language } from '#shared/domain/language.ts';
import { clipped, columnsOf, textInCodePage } from './code-page.ts';
import { CELL, type PrinterProfile } from './printer-profile.ts';
import type { Bitmap } from './raster/bitmap.ts';
import { drawLogo } from './raster/draw-logo.ts';
import { drawQr, qrModules } from './raster/draw-qr.ts';
import { drawText } from './raster/draw-text.ts';
import { wrapText } from './raster/wrap-text.ts';
import type { TextSize, Ticket, TicketLine } from './ticket.ts';

/** One thing on the paper of one printer, top to bottom, centred: what an encoder turns into bytes. */
export type PaperItem =
  /** One line that fits, in letters of the code page, each `scale` times the font's cell. */
  | { item: 'text'; text: string; scale: number; bold: boolean; inverse: boolean }
  | { item: 'bitmap'; bitmap: Bitmap }
  /** Drawn by the printer itself; `cell` is the size of a module in dots. */
  | { item: 'qr'; payload: string; cell: number }
  /** Empty paper, in dots. */
  | { item: 'feed'; dots: number };

const SCALE: Record<TextSize, number> = { small: 1, normal: 1, large: 2 };
const DRAWN: Record<TextSize, number> = { small: 24, normal: 29, large: 44 };
/** A drawn line among the printer's own letters, as large as they look. */
const DRAWN_AMONG_LETTERS: Record<TextSize, number> = { small: 22, normal: 23, large: 42 };
const WRITTEN_LANGUAGES = new Set<Language>(['en', 'es', 'fr', 'de', 'pt']);
const MOST_LINES: Record<TextSize, number> = { small: 8, normal: 4, large: 3 };
const BIGGEST_CELL = 8;

/**
 * A ticket on the paper of one printer: text in its code page where it has the letters, drawn where it lacks one. May
 * throw `ticket.logo_unreadable`.
 */
export function layOutTicket(ticket: Ticket, profile: PrinterProfile): PaperItem[] {
  return ticket.lines.flatMap((line) => layOutLine(line, ticket, profile));
}

function layOutLine(line: TicketLine, ticket: Ticket, profile: PrinterProfile): PaperItem[] {
  switch (line.kind) {
    case 'gap':
      return [{ item: 'feed', dots: CELL.height / 2 }];
    case 'rule':
      return [
        { item: 'feed', dots: 8 },
        { item: 'bitmap', bitmap: rule(profile.dots) },
        { item: 'feed', dots: 8 },
      ];
    case 'logo':
      return [
        { item: 'bitmap', bitmap: drawLogo(line.png, profile.dots) },
        { item: 'feed', dots: CELL.height / 2 },
      ];
    case 'qr':
      return qr(line.payload, profile);
    case 'token':
      return token(line.text, ticket, profile);
    case 'mark':
      return mark(line.text, ticket, profile);
    case 'text':
      return text(line, ticket, profile);
  }
}

function text(line: TicketLine & { kind: 'text' }, ticket: Ticket, profile: PrinterProfile): PaperItem[] {
  const { size, bold } = line;
  const written = profile.codePage && textInCodePage(line.text, profile.codePage.encoding);
  if (!written) {
    const { direction, language } = ticket;
    const amongLetters = profile.codePage !== null && WRITTEN_LANGUAGES.has(language);
    const fitting = size === 'large' && profile.paper === 58 ? 36 : DRAWN[size];
    const fontSize = amongLetters ? DRAWN_AMONG_LETTERS[size] : fitting;
    const style = { fontSize, bold, direction, language, maxLines: MOST_LINES[size] };
    return [{ item: 'bitmap', bitmap: drawText(line.text, profile.dots, style) }];
  }
  const scale = SCALE[size];
  const columns = Math.floor(profile.dots / (CELL.width * scale));
  return wrapText(written, ticket.language, MOST_LINES[size], (part) => columnsOf(part) <= columns).map((part) => {
    // The sign for "cut off here" may itself be missing from the code page.
    const fitting = clipped(textInCodePage(part, profile.codePage?.encoding ?? 'ascii') ?? part, columns);
    return { item: 'text', text: fitting, scale, bold, inverse: false };
  });
}

/** As large as the paper allows: it is read at arm's length by people without their glasses. */
function token(label: string, ticket: Ticket, profile: PrinterProfile): PaperItem[] {
  const written = profile.codePage && textInCodePage(label, profile.codePage.encoding);
  if (!written) {
    const fontSize = Math.min(190, Math.floor((profile.dots * 1.5) / Math.max(label.length, 4)));
    const style = { fontSize, bold: true, direction: 'ltr', language: ticket.language, maxLines: 1 } as const;
    return [{ item: 'bitmap', bitmap: drawText(label, profile.dots, style) }];
  }
  const scale = Math.min(profile.maxScale, Math.floor(profile.dots / (CELL.width * columnsOf(written))));
  return [{ item: 'text', text: written, scale: Math.max(1, scale), bold: true, inverse: false }];
}

function mark(label: string, ticket: Ticket, profile: PrinterProfile): PaperItem[] {
  const written = profile.codePage && textInCodePage(label, profile.codePage.encoding);
  if (written) return [{ item: 'text', text: ` ${written} `, scale: 2, bold: true, inverse: true }];
  const { direction, language } = ticket;
  const style = { fontSize: 40, bold: true, direction, language, inverse: true, maxLines: 1 };
  return [{ item: 'bitmap', bitmap: drawText(label, profile.dots, style) }];
}

function qr(payload: string, profile: PrinterProfile): PaperItem[] {
  const cell = Math.max(3, Math.min(BIGGEST_CELL, Math.floor((profile.dots * 0.5) / qrModules(payload))));
  if (!profile.nativeQr) return [{ item: 'bitmap', bitmap: drawQr(payload, cell, profile.dots) }];
  // With the gap around it as much white as scanners want.
  const quiet = { item: 'feed', dots: 2 * cell } as const;
  return [quiet, { item: 'qr', payload, cell }, quiet];
}

/** A thin line over the middle of the paper. */
function rule(dots: number): Bitmap {
  const stride = Math.ceil(dots / 8);
  const height = 2;
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) data.fill(0xff, y * stride + 4, (y + 1) * stride - 4);
  return { width: dots, height, stride, data };
}
