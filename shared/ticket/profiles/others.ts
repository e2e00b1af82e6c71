import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

/** Widths, columns, code pages and which can draw QR codes, as others have found them at the machines. */
const MODELS = 'github.com/NielsLeenheer/ReceiptPrinterEncoder, data/printers';

const ESCPOS_CLONE = {
  dialect: 'epson',
  codePage: { set: 'WPC1252', encoding: 'CP1252' },
  nativeQr: true,
  maxScale: 8,
  status: 'epson',
  // GS ( H is in neither manual. Bixolon's lists DLE DC4 without saying which functions a model has: it is not relied upon.
  completion: 'paper-status',
  clearsBuffer: false,
  pacingMs: 0,
} as const;

export const OTHER_PROFILES: PrinterProfile[] = [
  {
    ...ESCPOS_CLONE,
    id: 'bixolon-srp-350',
    name: 'Bixolon SRP-350 III',
    manual: `Bixolon, SRP-350/352plusIII Command Manual, rev. 1.00; SRP-350III: 180 dpi, 42 columns, page 16 is 1252, draws QR codes (${MODELS})`,
    paper: 80,
    dots: 512,
    cutter: 'partial',
    feedToCutter: 110,
    bandRows: 255,
  },
  {
    ...ESCPOS_CLONE,
    id: 'bixolon-srp-350-first',
    name: 'Bixolon or Samsung SRP-350, first series and plus',
    manual: `Control Commands Manual SRP-350/352plusA&C, rev. 1.02; SRP-350: 180 dpi, 42 columns, page 19 is 858, no QR codes (${MODELS})`,
    codePage: { set: 'PC858_EURO', encoding: 'CP858' },
    nativeQr: false,
    paper: 80,
    dots: 512,
    cutter: 'partial',
    feedToCutter: 110,
    bandRows: 255,
  },
  {
    ...ESCPOS_CLONE,
    id: 'citizen-ct-s310',
    name: 'Citizen CT-S310 (II)',
    manual: `Citizen Systems, Command Reference, rev. 0.23; CT-S310II: 203 dpi, 48 columns, page 16 is 1252, draws QR codes (${MODELS})`,
    paper: 80,
    dots: 576,
    cutter: 'partial',
    feedToCutter: 120,
    bandRows: 255,
  },
  {
    id: 'generic-58',
    name: 'Generic 58 mm (GB18030)',
    manual:
      'POS58 and ZJ-58 series programming manuals: ESC/POS subset, GB18030; NT-5890K: 384 dots, 32 columns, no cutter (github.com/receipt-print-hq/escpos-printer-db); status answers vary, so none is used',
    paper: 58,
    dots: 384,
    dialect: 'gb18030',
    codePage: { set: 'GB18030', encoding: 'GB18030' },
    nativeQr: false,
    maxScale: 8,
    cutter: 'none',
    feedToCutter: 96,
    bandRows: 64,
    status: 'none',
    completion: 'none',
    clearsBuffer: false,
    pacingMs: 40,
  },
  {
    id: 'generic-80',
    name: 'Generic 80 mm (GB18030)',
    manual:
      'POS-80XX Programmer Manual: ESC/POS subset, DLE EOT and GS r; GB18030; POS-8360: 203 dpi, 48 columns (github.com/NielsLeenheer/ReceiptPrinterEncoder, data/printers)',
    paper: 80,
    dots: 576,
    dialect: 'gb18030',
    codePage: { set: 'GB18030', encoding: 'GB18030' },
    nativeQr: false,
    maxScale: 8,
    cutter: 'partial',
    feedToCutter: 120,
    bandRows: 128,
    status: 'epson',
    completion: 'paper-status',
    clearsBuffer: false,
    pacingMs: 20,
  },
];
