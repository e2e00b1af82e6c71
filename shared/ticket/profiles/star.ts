import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

/** Models, dialects, columns and which can draw QR codes, as others have found them at the machines. */
const MODELS = 'github.com/NielsLeenheer/ReceiptPrinterEncoder, data/printers';

const COMMON = {
  paper: 80,
  dots: 576,
  cutter: 'partial',
  feedToCutter: 0,
  bandRows: 255,
  status: 'star',
  completion: 'star-etb',
  clearsBuffer: true,
  pacingMs: 0,
} as const;

const LATIN = { set: 'WPC1252', encoding: 'CP1252' };

export const STAR_PROFILES: PrinterProfile[] = [
  {
    ...COMMON,
    id: 'star-tsp100',
    name: 'Star TSP100, TSP143 (futurePRNT, ECO)',
    manual:
      'Star Micronics, STAR Graphic Mode Command Specifications, rev. 2.32: ESC * r, b n1 n2, ESC RS a, ESC ACK SOH, ETB; no letters of its own',
    dialect: 'star-raster',
    codePage: null,
    nativeQr: false,
    maxScale: 1,
  },
  {
    ...COMMON,
    id: 'star-tsp650',
    name: 'Star TSP650 II (Line Mode)',
    manual: `Star Micronics, STAR Line Mode Command Specifications, rev. 1.12; TSP650II: 48 columns, draws QR codes (${MODELS})`,
    dialect: 'star-line',
    codePage: LATIN,
    nativeQr: true,
    maxScale: 6,
  },
  {
    ...COMMON,
    id: 'star-tsp650-first',
    name: 'Star TSP650, first series (Line Mode)',
    manual: `Star Micronics, STAR Line Mode Command Specifications, rev. 1.12; TSP650: 48 columns, no QR codes (${MODELS})`,
    dialect: 'star-line',
    codePage: LATIN,
    nativeQr: false,
    maxScale: 6,
  },
  {
    ...COMMON,
    id: 'star-prnt-58',
    name: 'Star mC-Print2, 58 mm (StarPRNT)',
    manual: `Star Micronics, StarPRNT Command Specifications; mC-Print2: 32 columns, draws QR codes (${MODELS})`,
    paper: 58,
    dots: 384,
    dialect: 'star-prnt',
    codePage: LATIN,
    nativeQr: true,
    maxScale: 6,
  },
  {
    ...COMMON,
    id: 'star-prnt',
    name: 'Star TSP100 III and IV, mC-Print3 (StarPRNT)',
    manual: `Star Micronics, StarPRNT Command Specifications; TSP100III and IV: 48 columns, draw QR codes (${MODELS})`,
    dialect: 'star-prnt',
    codePage: LATIN,
    nativeQr: true,
    maxScale: 6,
  },
];
