import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

const COMMON = {
  dialect: 'epson',
  codePage: { set: 'WPC1252', encoding: 'CP1252' },
  nativeQr: true,
  maxScale: 8,
  cutter: 'partial',
  bandRows: 255,
  status: 'epson',
  clearsBuffer: true,
  pacingMs: 0,
} as const;

export const EPSON_TM_T20: PrinterProfile = {
  ...COMMON,
  id: 'epson-tm-t20',
  name: 'Epson TM-T20 (II, III)',
  manual: 'TM-T20III Technical Reference Guide; ESC/POS Command Reference, TM-T20III',
  paper: 80,
  dots: 576,
  feedToCutter: 120,
  completion: 'process-id',
};

export const EPSON_PROFILES: PrinterProfile[] = [
  EPSON_TM_T20,
  {
    ...COMMON,
    id: 'epson-tm-t88',
    name: 'Epson TM-T88 (V, VI, VII)',
    manual: 'TM-T88VI Technical Reference Guide; ESC/POS Command Reference, TM-T88VI (180 dpi, 512 dots)',
    paper: 80,
    dots: 512,
    feedToCutter: 110,
    completion: 'process-id',
  },
  {
    ...COMMON,
    id: 'epson-tm-m30',
    name: 'Epson TM-m30 (II, III)',
    manual: 'TM-m30II Technical Reference Guide; ESC/POS Command Reference, TM-m30II',
    paper: 80,
    dots: 576,
    feedToCutter: 120,
    completion: 'process-id',
  },
  {
    ...COMMON,
    id: 'epson-tm-m30-58',
    name: 'Epson TM-m30 (II, III), 58 mm',
    manual: 'TM-m30II Technical Reference Guide, paper width 58 mm: 420 dots',
    paper: 58,
    dots: 416,
    feedToCutter: 120,
    completion: 'process-id',
  },
];
