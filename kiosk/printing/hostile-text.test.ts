import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESCPOS_GRAMMAR } from '#testing/virtual-printer/escpos-grammar.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import { STAR_GRAMMAR, STAR_RASTER_GRAMMAR } from '#testing/virtual-printer/star-grammar.ts';
import { StrictParser } from '#testing/virtual-printer/strict-parser.ts';
import { encodeTicket } from './encode-ticket.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { printableText } from '#shared/ticket/printable-text.ts';
import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';

/** Names that would drive a printer, upset a shaper or break an encoder. */
const HOSTILE = [
  '\u001B@', // reset
  '\u001DV\u0000', // cut
  '\u0010\u0004\u0001', // status
  '\u0010\u0014\u0008\u0001\u0003\u0014\u0001\u0006\u0002\u0008', // clear
  '\u001Bp\u0000\u0019\u00FA', // drawer
  '\u001Dv0\u0000\u0048\u0000\u00FF\u0000', // the head of a picture
  '\u009B31m\u0090\u0085\u007F',
  '\u2028\u2029\uFEFF\u202E\u2066',
  '\uD83D', // half an emoji
  '\uDE00x',
  'Z\u0351'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(40),
  'ﷺ'.repeat(60),
  'a'.repeat(5000),
  '\r\n\t\u000B\u000C',
  '\u0000',
  '¿Qué? “Ñ” — 5 € Łódź',
  'محمد‎ ‏عبد الله',
  'क्ष्म्य',
  '𠮷野家',
];

const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  fc.string({ unit: 'binary', maxLength: 80 }),
  // Single UTF-16 units, lone surrogates among them.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

const ticket = fc
  .record({
    clinic: text,
    token: text,
    service: fc.option(text),
    doctor: fc.option(text),
    place: fc.option(text),
    patientName: fc.option(text),
    followUrl: fc.option(text),
    language: fc.constantFrom('en', 'es', 'fr', 'de', 'pt', 'ar', 'hi', 'zh'),
  })
  .map((change) => sampleTicket('en', change));

const LONGEST: Partial<Record<string, number>> = { 'ESC @': 2, 'GS V': 1, 'ESC d': 1, 'ESC FF NUL': 1, ETB: 0 };

function commandsOf(bytes: Uint8Array, profile: PrinterProfile): Map<string, number> {
  const parser =
    profile.status === 'star'
      ? new StrictParser(STAR_GRAMMAR, { enter: 'ESC * r A', leave: 'ESC * r B', rules: STAR_RASTER_GRAMMAR })
      : new StrictParser(ESCPOS_GRAMMAR);
  const counts = new Map<string, number>();
  for (const { name } of parser.feed(bytes)) counts.set(name, (counts.get(name) ?? 0) + 1);
  parser.end();
  return counts;
}

/** Few here, since each draws a dozen tickets; `HOSTILE_RUNS=1000` looks harder. */
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 15);

/** Real-time commands count wherever they stand, since that is how printers look for them. */
const REALTIME = [
  [0x10, 0x04],
  [0x10, 0x05],
  [0x10, 0x14],
  [0x1b, 0x06],
];

describe('no text can reach a printer as a command', () => {
  it.each(PRINTER_PROFILES.map((profile) => [profile.id, profile] as const))(
    'on %s',
    { timeout: 60_000 },
    (_id, profile) => {
      fc.assert(
        fc.property(ticket, fc.integer({ min: 1, max: 3 }), text, (content, copyNo, message) => {
          const template = { ...PLAIN_TEMPLATE, header: { text: message }, message: { text: message } };
          const bytes = encodeTicket(content, copyNo, template, profile);
          const counts = commandsOf(bytes, profile);
          for (const [name, most] of Object.entries(LONGEST)) {
            expect(counts.get(name) ?? 0).toBeLessThanOrEqual(most ?? 0);
          }
          expect(counts.get('DLE EOT') ?? 0).toBe(0);
          expect(counts.get('DLE DC4 8') ?? 0).toBe(0);
          expect(counts.get('NUL') ?? 0).toBe(0);
          for (const sequence of REALTIME) expect(bytes.includes(Buffer.from(sequence))).toBe(false);
          // However long the names: a ticket, not a roll.
          expect(bytes.length).toBeLessThan(400_000);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('keeps what people really write', () => {
    for (const name of ['O’Brien', 'María-José Ñandú', 'Đặng Thị', 'محمد', 'क्षत्रिय', '王小明', "D'Arcy-Smith III"]) {
      expect(printableText(name, 40)).toBe(name);
    }
  });

  it('cuts what is too long visibly and between letters', () => {
    expect(printableText('a'.repeat(100), 10)).toBe('aaaaaaaaa…');
    expect(printableText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2)).toBe('👩‍👩‍👧‍👦…');
    expect(printableText('न्दिन्दिन्दि', 2)).toBe('न्दि…');
  });

  it('leaves nothing that is not text', () => {
    fc.assert(
      fc.property(text, (value) => {
        const printable = printableText(value, 40);
        expect(printable).toBe(printable.normalize('NFC'));
        expect(printable.isWellFormed()).toBe(true);
        expect(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(printable)).toBe(false);
      }),
    );
  });
});
