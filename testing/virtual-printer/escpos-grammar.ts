import { counted, fixed, oneOf, type CommandRule } from './command-grammar.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

/** Code pages of ESC t as Epson numbers them; a printer shows another letter, not an error, for a wrong one. */
export const CODE_PAGES: Record<number, string> = { 0: 'CP437', 2: 'CP850', 16: 'CP1252', 18: 'CP852', 19: 'CP858' };

/**
 * The ESC/POS commands that a ticket may use, with their limits, written from the manuals and not from the encoders. All
 * else is a fault: on a real printer it would come out as garbage, or do something nobody asked for.
 */
export const ESCPOS_GRAMMAR: CommandRule[] = [
  { name: 'LF', prefix: [0x0a], arity: fixed(0) },
  // A pause of zeros is how a printer without a clear command is brought out of a picture that was broken off.
  { name: 'NUL', prefix: [0x00], arity: fixed(0) },
  { name: 'ESC @', prefix: [ESC, 0x40], arity: fixed(0) },
  { name: 'ESC t', prefix: [ESC, 0x74], arity: fixed(1), wrong: oneOf(...Object.keys(CODE_PAGES).map(Number)) },
  { name: 'ESC R', prefix: [ESC, 0x52], arity: fixed(1), wrong: oneOf(0, 15) },
  { name: 'ESC a', prefix: [ESC, 0x61], arity: fixed(1), wrong: oneOf(0, 1, 2) },
  { name: 'ESC E', prefix: [ESC, 0x45], arity: fixed(1), wrong: oneOf(0, 1) },
  { name: 'ESC -', prefix: [ESC, 0x2d], arity: fixed(1), wrong: oneOf(0, 1, 2) },
  { name: 'ESC !', prefix: [ESC, 0x21], arity: fixed(1) },
  { name: 'ESC J', prefix: [ESC, 0x4a], arity: fixed(1) },
  { name: 'ESC d', prefix: [ESC, 0x64], arity: fixed(1) },
  { name: 'ESC 2', prefix: [ESC, 0x32], arity: fixed(0) },
  { name: 'ESC 3', prefix: [ESC, 0x33], arity: fixed(1) },
  { name: 'FS &', prefix: [FS, 0x26], arity: fixed(0) },
  { name: 'FS .', prefix: [FS, 0x2e], arity: fixed(0) },
  { name: 'GS !', prefix: [GS, 0x21], arity: fixed(1), wrong: ([n = 0]) => ((n & 0x88) === 0 ? null : 'scale over 8') },
  { name: 'GS B', prefix: [GS, 0x42], arity: fixed(1), wrong: oneOf(0, 1) },
  { name: 'GS V', prefix: [GS, 0x56], arity: fixed(1), wrong: oneOf(0, 1) },
  { name: 'GS a', prefix: [GS, 0x61], arity: fixed(1) },
  { name: 'GS r', prefix: [GS, 0x72], arity: fixed(1), wrong: oneOf(1) },
  { name: 'GS v 0', prefix: [GS, 0x76, 0x30], arity: rasterArity, wrong: rasterWrong },
  { name: 'GS ( k', prefix: [GS, 0x28, 0x6b], arity: counted(0), wrong: qrWrong },
  { name: 'GS ( H', prefix: [GS, 0x28, 0x48], arity: counted(0), wrong: processIdWrong },
  { name: 'DLE EOT', prefix: [DLE, 0x04], arity: fixed(1), wrong: oneOf(1, 2, 3, 4) },
  { name: 'DLE DC4 8', prefix: [DLE, 0x14, 0x08], arity: fixed(7), wrong: clearWrong },
];

function rasterArity(args: Uint8Array): number | null {
  const [, xL, xH, yL, yH] = args;
  if (xL === undefined || xH === undefined || yL === undefined || yH === undefined) return null;
  return 5 + (xL + 256 * xH) * (yL + 256 * yH);
}

function rasterWrong([mode, xL = 0, xH = 0, yL = 0, yH = 0]: Uint8Array): string | null {
  if (mode !== 0) return `raster mode ${mode}`;
  if (xL + 256 * xH === 0 || yL + 256 * yH === 0) return 'an empty raster';
  if (xL + 256 * xH > 72) return `a raster of ${xL + 256 * xH} bytes a row is wider than any paper`;
  return yL + 256 * yH > 255 ? `a raster band of ${yL + 256 * yH} rows` : null;
}

/** Functions 65 (model), 67 (module size), 69 (correction), 80 (store), 81 (print) of the QR symbology, cn = 49. */
function qrWrong(args: Uint8Array): string | null {
  const [, , cn, fn, n = 0] = args;
  if (cn !== 49) return `symbology ${cn}`;
  switch (fn) {
    case 65:
      return args.length === 6 && (n === 49 || n === 50) && args[5] === 0 ? null : 'QR model';
    case 67:
      return args.length === 5 && n >= 1 && n <= 16 ? null : `QR module size ${n}`;
    case 69:
      return args.length === 5 && n >= 48 && n <= 51 ? null : `QR correction ${n}`;
    case 80:
      if (n !== 48 || args.length < 6) return 'QR data';
      return args.subarray(5).every((byte) => byte > 0x20 && byte < 0x7f) ? null : 'QR data that is not ASCII';
    case 81:
      return args.length === 5 && n === 48 ? null : 'QR print';
    default:
      return `QR function ${fn}`;
  }
}

function processIdWrong(args: Uint8Array): string | null {
  if (args.length !== 8 || args[2] !== 48 || args[3] !== 48) return 'process id request';
  return args.subarray(4).every((byte) => byte >= 0x20 && byte <= 0x7e) ? null : 'process id out of range';
}

function clearWrong(args: Uint8Array): string | null {
  return [1, 3, 20, 1, 6, 2, 8].every((byte, at) => args[at] === byte) ? null : 'clear sequence';
}
