/**
 * What one model of printer is, as data. Everything that differs between models is here; encoders and transports ask the
 * profile and never the name.
 */
export type PrinterProfile = {
  id: string;
  name: string;
  /**
   * Where these figures were taken from: the maker's document, and for what was checked against something else, that. What
   * could be checked nowhere says so, and then the profile relies on nothing that might be missing.
   */
  manual: string;
  /** Millimetres of the roll. */
  paper: 58 | 80;
  /** Printable dots in a row. */
  dots: number;
  dialect: 'epson' | 'star-line' | 'star-prnt' | 'star-raster' | 'gb18030';
  /** The code page for Latin text: its name to the encoder's library, and to iconv. Null: all text is drawn. */
  codePage: { set: string; encoding: string } | null;
  /** Whether the printer draws QR codes itself; otherwise they are drawn as a picture. */
  nativeQr: boolean;
  /** Times that a letter can be enlarged, in both directions. */
  maxScale: number;
  cutter: 'partial' | 'full' | 'none';
  /** Dots from the head to the cutter or the tear bar. */
  feedToCutter: number;
  /** Rows in one raster command at most. */
  bandRows: number;
  status: 'epson' | 'star' | 'none';
  /**
   * How the printer says that a job has come out: by its process id (GS ( H), by answering a paper question asked after
   * the cut (GS r 1), by its end-of-job counter (ETB), or not at all.
   */
  completion: 'process-id' | 'paper-status' | 'star-etb' | 'none';
  /** Whether DLE DC4 8 empties its buffers. */
  clearsBuffer: boolean;
  /** Milliseconds to rest after each 4 KB: cheap printers drop what overflows their buffer. */
  pacingMs: number;
};

/** Font A on every printer here: 12 × 24 dots a letter. */
export const CELL = { width: 12, height: 24 } as const;
