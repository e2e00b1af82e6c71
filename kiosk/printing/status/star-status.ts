import type { PrinterCondition } from './printer-condition.ts';

export type StarStatus = {
  condition: PrinterCondition;
  /** How many ends of jobs (ETB) the printer has printed to, modulo 32. */
  jobsPrinted: number;
};

/** Header 1, header 2 and printer statuses 1 to 6: all that is read, whatever the model adds behind. */
const NEEDED = 8;

/**
 * Reads Star's automatic status (Star Line Mode Command Specifications, "ASB"), a byte at a time. A first byte is
 * `(b & 0x91) === 0x01`; those behind the two headers have these bits clear, so a frame that breaks off is noticed at the
 * next one's first byte. Models send 7 to 15 bytes; shorter ones than needed carry no job counter and are dropped.
 */
export class StarStatusParser {
  private frame: number[] | null = null;

  feed(bytes: Uint8Array): StarStatus[] {
    const statuses: StarStatus[] = [];
    for (const byte of bytes) {
      if ((byte & 0x91) === 0x01) {
        this.frame = [byte];
        continue;
      }
      if (!this.frame) continue;
      // Header 2 may have its highest bit set.
      if (this.frame.length > 1 ? (byte & 0x91) !== 0 : (byte & 0x11) !== 0) {
        this.frame = null;
        continue;
      }
      this.frame.push(byte);
      if (this.frame.length < NEEDED) continue;
      statuses.push(statusOf(this.frame));
      this.frame = null;
    }
    return statuses;
  }
}

function statusOf([, , first = 0, second = 0, third = 0, fourth = 0, , sixth = 0]: number[]): StarStatus {
  const out = (fourth & 0x08) !== 0;
  const low = (fourth & 0x06) !== 0;
  return {
    condition: {
      paper: out ? 'out' : low ? 'low' : 'ok',
      coverOpen: (first & 0x20) !== 0,
      error: (second & 0x6c) !== 0 || (third & 0x0a) !== 0,
    },
    // Five bits around the two that are always clear.
    jobsPrinted: ((sixth >> 2) & 0x18) | ((sixth >> 1) & 0x07),
  };
}

/** ESC ACK SOH: answered at once, off line too. */
export const STAR_STATUS_QUESTION = Buffer.from([0x1b, 0x06, 0x01]);
/** ESC ACK CAN: start anew at once, forgetting what was received. */
export const STAR_RESET = Buffer.from([0x1b, 0x06, 0x18]);
/** ETB: count one when everything before has been printed, and report it. */
export const STAR_JOB_END = Buffer.from([0x17]);
