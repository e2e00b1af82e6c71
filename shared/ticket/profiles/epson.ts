import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

/**
 * Seiko Epson, "ESC/POS Command Reference", download4.epson.biz/sec_pubs/pos/reference_en/escpos. Its list for DLE DC4
 * (fn=8) names every model below; GS ( H function 48 is in the specifications of the TM-T81 (the TM-T20 for Asia), the
 * TM-T88III and the TM-T90, and of all later models.
 */
const REFERENCE = 'Epson ESC/POS Command Reference (download4.epson.biz/sec_pubs/pos/reference_en/escpos)';
/** Widths, columns and code pages as others have found them at the machines. */
const DATABASE = 'github.com/receipt-print-hq/escpos-printer-db';

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
  manual: `${REFERENCE}; TM-T20III: 576 dots, 48 columns, 203 dpi, page 16 is 1252 (${DATABASE})`,
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
    manual: `${REFERENCE}; TM-T88V: 512 dots, 42 columns, 180 dpi, page 16 is 1252 (${DATABASE})`,
    paper: 80,
    dots: 512,
    feedToCutter: 110,
    completion: 'process-id',
  },
  {
    ...COMMON,
    id: 'epson-tm-m30',
    name: 'Epson TM-m30 (II, III)',
    manual: `${REFERENCE}; TM-m30III Technical Reference Guide, rev. E, p. 121: 576 dots, 48 columns (${DATABASE})`,
    paper: 80,
    dots: 576,
    feedToCutter: 120,
    completion: 'process-id',
  },
  {
    ...COMMON,
    id: 'epson-tm-m30-58',
    name: 'Epson TM-m30 (II, III), 58 mm',
    manual: `${REFERENCE}; TM-m30II Technical Reference Guide: 420 dots on 58 mm, of which whole bytes are used; not checked elsewhere`,
    paper: 58,
    dots: 416,
    feedToCutter: 120,
    completion: 'process-id',
  },
];
