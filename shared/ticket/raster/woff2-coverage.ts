import { brotliDecompressSync } from 'node:zlib';
import { AppError } from '#shared/domain/errors.ts';

/**
 * Which code points a WOFF2 font really has, from its `cmap` table. The ranges that come with the fonts are those of a
 * style sheet and claim up to half more than the files hold; a claim that is not true prints as an empty box.
 *
 * W3C "WOFF File Format 2.0", section 4 and 5 (header, table directory, UIntBase128); OpenType `cmap` formats 4 and 12.
 */
export function coverageOfWoff2(file: Uint8Array): Set<number> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x774f4632) throw new AppError('font.not_woff2');
  const tables = view.getUint16(12);
  const compressedBytes = view.getUint32(20);
  let at = 48;
  let offset = 0;
  let cmap: { offset: number; length: number } | undefined;
  const base128 = () => {
    let value = 0;
    for (;;) {
      const byte = view.getUint8(at);
      at += 1;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  for (let i = 0; i < tables; i += 1) {
    const flags = view.getUint8(at);
    at += 1;
    const tag = flags & 0x3f;
    if (tag === 0x3f) at += 4;
    let length = base128();
    // `glyf` and `loca` (10 and 11) are stored transformed unless the version says 3; the others only when it says so.
    const version = flags >> 6;
    const transformed = tag === 10 || tag === 11 ? version !== 3 : version !== 0;
    if (transformed) length = base128();
    if (tag === 0) cmap = { offset, length };
    offset += length;
  }
  if (!cmap) throw new AppError('font.no_cmap');
  const tablesBytes = brotliDecompressSync(file.subarray(at, at + compressedBytes));
  return coverageOfCmap(tablesBytes.subarray(cmap.offset, cmap.offset + cmap.length));
}

function coverageOfCmap(cmap: Uint8Array): Set<number> {
  const view = new DataView(cmap.buffer, cmap.byteOffset, cmap.byteLength);
  const covered = new Set<number>();
  for (let i = 0; i < view.getUint16(2); i += 1) {
    const table = view.getUint32(4 + i * 8 + 4);
    const format = view.getUint16(table);
    if (format === 4) addSegments(view, table, covered);
    if (format === 12) addGroups(view, table, covered);
  }
  return covered;
}

function addSegments(view: DataView, table: number, covered: Set<number>): void {
  const doubled = view.getUint16(table + 6);
  for (let i = 0; i < doubled; i += 2) {
    const end = view.getUint16(table + 14 + i);
    const start = view.getUint16(table + 16 + doubled + i);
    const delta = view.getUint16(table + 16 + 2 * doubled + i);
    const rangeAt = table + 16 + 3 * doubled + i;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) covered.add(code);
    }
  }
}

function addGroups(view: DataView, table: number, covered: Set<number>): void {
  const groups = view.getUint32(table + 12);
  for (let i = 0; i < groups; i += 1) {
    const at = table + 16 + i * 12;
    const firstGlyph = view.getUint32(at + 8);
    for (let code = view.getUint32(at); code <= view.getUint32(at + 4); code += 1) {
      if (firstGlyph + code - view.getUint32(at) !== 0) covered.add(code);
    }
  }
}
