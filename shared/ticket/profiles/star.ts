import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

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
    name: 'Star TSP100 (TSP143, futurePRNT)',
    manual: 'Star Graphic Mode Command Specifications: this model has no letters of its own',
    dialect: 'star-raster',
    codePage: null,
    nativeQr: false,
    maxScale: 1,
  },
  {
    ...COMMON,
    id: 'star-tsp650',
    name: 'Star TSP650 II (Line Mode)',
    manual: 'Star Line Mode Command Specifications, TSP650II',
    dialect: 'star-line',
    codePage: LATIN,
    nativeQr: true,
    maxScale: 6,
  },
  {
    ...COMMON,
    id: 'star-prnt',
    name: 'Star TSP100 IV, mC-Print3 (StarPRNT)',
    manual: 'StarPRNT Command Specifications, TSP100IV and mC-Print3',
    dialect: 'star-prnt',
    codePage: LATIN,
    nativeQr: true,
    maxScale: 6,
  },
];
