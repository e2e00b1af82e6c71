import { describe, expect, it } from 'vitest';
import type { PaperItem } from '#shared/ticket/lay-out-ticket.ts';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import { encodeEpson } from './encode-epson.ts';
import { encodeGb18030 } from './encode-gb18030.ts';
import { encodeStarLine } from './encode-star-line.ts';
import { encodeStarRaster } from './encode-star-raster.ts';

/** Bytes as the manuals spell them: hex, and ASCII in quotes. */
function bytes(...parts: (string | string[])[]): string {
  return parts
    .flat()
    .map((part) => {
      const quoted = /^'(.*)'$/.exec(part);
      return quoted ? Buffer.from(quoted[1] ?? '', 'latin1').toString('hex') : part.replaceAll(' ', '');
    })
    .join('');
}

const DOTS = { width: 16, height: 2, stride: 2, data: Uint8Array.from([0x80, 0x01, 0xff, 0x00]) };

const TEXT: PaperItem[] = [
  { item: 'text', text: 'Señor 5€', scale: 1, bold: false, inverse: false },
  { item: 'text', text: 'A-047', scale: 6, bold: true, inverse: false },
  { item: 'text', text: ' COPY 2 ', scale: 2, bold: true, inverse: true },
  { item: 'feed', dots: 12 },
];

describe('encoding, byte for byte', () => {
  it('Epson: reset, code page 1252, centred, reporting; letters, picture, code; feed, partial cut, reset', () => {
    const items: PaperItem[] = [...TEXT, { item: 'bitmap', bitmap: DOTS }, { item: 'qr', payload: 'HI', cell: 5 }];
    expect(encodeEpson(items, findPrinterProfile('epson-tm-t20')).toString('hex')).toBe(
      bytes(
        ['1b40', '1c2e', '1b5200', '1b7410', '1b6101', '1d61ff'],
        ['1d2100', '1b4500', "'Se'", 'f1', "'or 5'", '80', '0a'],
        ['1d2155', '1b4501', "'A-047'", '0a'],
        ['1d2111', '1b4501', '1d4201', "' COPY 2 '", '0a', '1d4200'],
        ['1b4a0c', '1d763000 0200 0200 8001ff00'],
        ['1d286b 0400 314132 00', '1d286b 0300 3143 05', '1d286b 0300 3145 31'],
        ['1d286b 0500 315030', "'HI'", '1d286b 0300 3151 30'],
        ['1b4a78', '1d5601', '1b40'],
      ),
    );
  });

  it('Star Line Mode: sizes by ESC i, pictures in stripes of 24 rows, codes by ESC GS y', () => {
    const items: PaperItem[] = [...TEXT, { item: 'bitmap', bitmap: DOTS }, { item: 'qr', payload: 'HI', cell: 5 }];
    expect(encodeStarLine(items, findPrinterProfile('star-tsp650')).toString('hex')).toBe(
      bytes(
        ['1b40', '1b1e6101', '1b1d7420', '1b1d6101'],
        ['1b690000', '1b46', "'Se'", 'f1', "'or 5'", '80', '0a'],
        ['1b690505', '1b45', "'A-047'", '0a'],
        ['1b690101', '1b45', '1b34', "' COPY 2 '", '0a', '1b35'],
        ['1b4a06', '1b30', '1b6b0200 8001ff00', '00'.repeat(44), '0a', '1b7a01'],
        ['1b1d79533002', '1b1d79533101', '1b1d79533205', '1b1d794431 00 0200', "'HI'", '1b1d7950'],
        ['1b6403', '1b40'],
      ),
    );
  });

  it('StarPRNT: pictures by ESC GS S', () => {
    const items: PaperItem[] = [{ item: 'bitmap', bitmap: DOTS }];
    expect(encodeStarLine(items, findPrinterProfile('star-prnt')).toString('hex')).toBe(
      bytes('1b40', '1b1e6101', '1b1d7420', '1b1d6101', '1b1d5301 0200 0200 00 8001ff00', '1b6403', '1b40'),
    );
  });

  it('Star raster mode: rows without their trailing white, then feed and cut', () => {
    const items: PaperItem[] = [
      { item: 'bitmap', bitmap: DOTS },
      { item: 'feed', dots: 2 },
    ];
    expect(encodeStarRaster(items, findPrinterProfile('star-tsp100')).toString('hex')).toBe(
      bytes(
        ['1b40', '1b1e6101', '1b2a7241', '1b2a7250 30 00', '1b2a7245 3133 00'],
        ['620200 8001', '620100 ff', '620100 00', '620100 00'],
        ['1b0c00', '1b2a7242'],
      ),
    );
  });

  it('GB18030: two-byte letters on, Chinese beside Latin, no cutter', () => {
    const items: PaperItem[] = [
      { item: 'text', text: '号码 A-047', scale: 3, bold: true, inverse: false },
      { item: 'text', text: '请等候', scale: 1, bold: false, inverse: false },
      { item: 'bitmap', bitmap: DOTS },
    ];
    expect(encodeGb18030(items, findPrinterProfile('generic-58')).toString('hex')).toBe(
      bytes(
        ['1b40', '1c26', '1b6101'],
        ['1d2122', '1b4501', '1d4200', 'bac5c2eb', "' A-047'", '0a'],
        ['1b2100', '1b4500', '1d4200', 'c7ebb5c8baf2', '0a'],
        ['1d763000 0200 0200 8001ff00', '1b4a60'],
      ),
    );
  });

  it('keeps real-time commands out of pictures, at the cost of a dot', () => {
    const bitmap = {
      width: 32,
      height: 2,
      stride: 4,
      data: Uint8Array.from([0x10, 0x04, 0x01, 0, 0x1b, 0x06, 0x18, 0x10]),
    };
    const encoded = encodeEpson([{ item: 'bitmap', bitmap }], findPrinterProfile('epson-tm-t20')).toString('hex');
    expect(encoded).toContain('180401001f061810');
  });

  it('splits a tall picture into bands of at most 255 rows', () => {
    const bitmap = { width: 8, height: 600, stride: 1, data: new Uint8Array(600).fill(0x55) };
    const encoded = encodeEpson([{ item: 'bitmap', bitmap }], findPrinterProfile('epson-tm-t20')).toString('hex');
    expect(encoded.match(/1d7630000100..00/g)).toEqual(['1d7630000100ff00', '1d7630000100ff00', '1d76300001005a00']);
  });
});
