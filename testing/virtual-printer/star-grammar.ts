import { fixed, oneOf, type CommandRule } from './command-grammar.ts';

const ESC = 0x1b;
const GS = 0x1d;
const RS = 0x1e;

export const STAR_CODE_PAGES: Record<number, string> = { 1: 'CP437', 4: 'CP858', 5: 'CP852', 32: 'CP1252' };

/** `ESC * r x`, ASCII figures, NUL. */
const figureThenNul = (args: Uint8Array): number | null => {
  const end = args.indexOf(0);
  return end === -1 ? (args.length > 4 ? 5 : null) : end + 1;
};

const figures =
  (...allowed: string[]) =>
  (args: Uint8Array): string | null => {
    const text = Buffer.from(args.subarray(0, -1)).toString('ascii');
    return args.at(-1) === 0 && allowed.includes(text) ? null : `"${text}" is not one of ${allowed.join(', ')}`;
  };

/** Star Line Mode and StarPRNT commands that a ticket may use, written from Star's manuals. */
export const STAR_GRAMMAR: CommandRule[] = [
  { name: 'LF', prefix: [0x0a], arity: fixed(0) },
  { name: 'ETB', prefix: [0x17], arity: fixed(0) },
  { name: 'ESC @', prefix: [ESC, 0x40], arity: fixed(0) },
  {
    name: 'ESC GS t',
    prefix: [ESC, GS, 0x74],
    arity: fixed(1),
    wrong: oneOf(...Object.keys(STAR_CODE_PAGES).map(Number)),
  },
  { name: 'ESC GS a', prefix: [ESC, GS, 0x61], arity: fixed(1), wrong: oneOf(0, 1, 2) },
  {
    name: 'ESC i',
    prefix: [ESC, 0x69],
    arity: fixed(2),
    wrong: ([h = 9, w = 9]) => (h <= 5 && w <= 5 ? null : 'scale over 6'),
  },
  { name: 'ESC E', prefix: [ESC, 0x45], arity: fixed(0) },
  { name: 'ESC F', prefix: [ESC, 0x46], arity: fixed(0) },
  { name: 'ESC 4', prefix: [ESC, 0x34], arity: fixed(0) },
  { name: 'ESC 5', prefix: [ESC, 0x35], arity: fixed(0) },
  { name: 'ESC 0', prefix: [ESC, 0x30], arity: fixed(0) },
  { name: 'ESC z', prefix: [ESC, 0x7a], arity: fixed(1), wrong: oneOf(0, 1) },
  { name: 'ESC J', prefix: [ESC, 0x4a], arity: fixed(1), wrong: ([n]) => (n === 0 ? 'feeds nothing' : null) },
  { name: 'ESC d', prefix: [ESC, 0x64], arity: fixed(1), wrong: oneOf(0, 1, 2, 3) },
  {
    name: 'ESC k',
    prefix: [ESC, 0x6b],
    arity: ([n1]) => (n1 === undefined ? null : 2 + n1 * 24),
    wrong: bitImageWrong,
  },
  { name: 'ESC GS S', prefix: [ESC, GS, 0x53], arity: rasterArity, wrong: rasterWrong },
  { name: 'ESC GS y S 0', prefix: [ESC, GS, 0x79, 0x53, 0x30], arity: fixed(1), wrong: oneOf(1, 2) },
  { name: 'ESC GS y S 1', prefix: [ESC, GS, 0x79, 0x53, 0x31], arity: fixed(1), wrong: oneOf(0, 1, 2, 3) },
  { name: 'ESC GS y S 2', prefix: [ESC, GS, 0x79, 0x53, 0x32], arity: fixed(1), wrong: oneOf(1, 2, 3, 4, 5, 6, 7, 8) },
  { name: 'ESC GS y D 1', prefix: [ESC, GS, 0x79, 0x44, 0x31], arity: qrArity, wrong: qrWrong },
  { name: 'ESC GS y P', prefix: [ESC, GS, 0x79, 0x50], arity: fixed(0) },
  { name: 'ESC RS a', prefix: [ESC, RS, 0x61], arity: fixed(1), wrong: oneOf(0, 1, 2, 3) },
  { name: 'ESC * r A', prefix: [ESC, 0x2a, 0x72, 0x41], arity: fixed(0) },
  { name: 'ESC * r B', prefix: [ESC, 0x2a, 0x72, 0x42], arity: fixed(0) },
  { name: 'ESC * r P', prefix: [ESC, 0x2a, 0x72, 0x50], arity: figureThenNul, wrong: figures('0') },
  { name: 'ESC * r E', prefix: [ESC, 0x2a, 0x72, 0x45], arity: figureThenNul, wrong: figures('1', '9', '13') },
  { name: 'ESC FF NUL', prefix: [ESC, 0x0c, 0x00], arity: fixed(0) },
  { name: 'ESC ACK SOH', prefix: [ESC, 0x06, 0x01], arity: fixed(0) },
  { name: 'ESC ACK CAN', prefix: [ESC, 0x06, 0x18], arity: fixed(0) },
];

/** Within raster mode there are rows and the way out, and no letters. */
export const STAR_RASTER_GRAMMAR: CommandRule[] = [
  { name: 'b', prefix: [0x62], arity: rowArity, wrong: rowWrong },
  ...STAR_GRAMMAR.filter(
    ({ name }) => name.startsWith('ESC * r') || name.startsWith('ESC FF') || name.startsWith('ESC ACK'),
  ),
];

function bitImageWrong([n1 = 0, n2]: Uint8Array): string | null {
  return n1 >= 1 && n1 <= 72 && n2 === 0 ? null : `a picture of ${n1} bytes a row`;
}

function rasterArity(args: Uint8Array): number | null {
  const [, xL, xH, yL, yH, n] = args;
  if (xL === undefined || xH === undefined || yL === undefined || yH === undefined || n === undefined) return null;
  return 6 + (xL + 256 * xH) * (yL + 256 * yH);
}

function rasterWrong([m, xL = 0, xH = 0, yL = 0, yH = 0, n]: Uint8Array): string | null {
  if (m !== 1 || n !== 0) return 'raster mode';
  const [bytes, rows] = [xL + 256 * xH, yL + 256 * yH];
  return bytes >= 1 && bytes <= 128 && rows >= 1 && rows <= 65_535 ? null : `a raster of ${bytes} × ${rows}`;
}

function qrArity([, nL, nH]: Uint8Array): number | null {
  return nL === undefined || nH === undefined ? null : 3 + nL + 256 * nH;
}

function qrWrong(args: Uint8Array): string | null {
  if (args[0] !== 0 || args.length < 4) return 'QR data';
  return args.subarray(3).every((byte) => byte > 0x20 && byte < 0x7f) ? null : 'QR data that is not ASCII';
}

function rowArity([n1, n2]: Uint8Array): number | null {
  return n1 === undefined || n2 === undefined ? null : 2 + n1 + 256 * n2;
}

function rowWrong([n1 = 0, n2 = 0]: Uint8Array): string | null {
  const bytes = n1 + 256 * n2;
  return bytes >= 1 && bytes <= 72 ? null : `a row of ${bytes} bytes`;
}
