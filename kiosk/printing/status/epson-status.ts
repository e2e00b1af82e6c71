import type { PrinterCondition } from './printer-condition.ts';

/** What an ESC/POS printer may send, told apart by its fixed bits (ESC/POS Command Reference). */
export type EpsonReply =
  /** One byte, the answer to DLE EOT n; which n only the asker knows. */
  | { type: 'realtime'; byte: number }
  /** Four bytes, sent by themselves after GS a. */
  | { type: 'automatic'; condition: PrinterCondition }
  /** The answer to GS ( H function 48: all before it has been printed. */
  | { type: 'process-id'; id: string }
  /** The answer to GS r 1. */
  | { type: 'paper-sensor'; paper: PrinterCondition['paper'] }
  /** DLE DC4 8 has emptied the buffers. */
  | { type: 'cleared' };

/**
 * Reads replies a byte at a time, whatever the chunks. Bytes that fit no reply are dropped, and a reply broken off by
 * another is given up, so that one bad byte never spoils what follows. Fixed bits: real-time `(b & 0x93) === 0x12`;
 * automatic first byte `(b & 0x93) === 0x10`, the next three `(b & 0x90) === 0`; blocks begin with 0x37.
 */
export class EpsonStatusParser {
  private frame: number[] = [];

  feed(bytes: Uint8Array): EpsonReply[] {
    const replies: EpsonReply[] = [];
    for (const byte of bytes) {
      const reply = this.take(byte);
      if (reply) replies.push(reply);
    }
    return replies;
  }

  private take(byte: number): EpsonReply | null {
    const [first, second] = this.frame;
    if (first === undefined) return this.begin(byte);
    if (first === 0x37) return second === undefined ? this.blockKind(byte) : this.block(second, byte);
    // An automatic status: a byte with a fixed bit set does not belong to it. A real-time answer may have come between.
    if ((byte & 0x93) === 0x12) return { type: 'realtime', byte };
    if ((byte & 0x90) !== 0) return this.begin(byte);
    this.frame.push(byte);
    if (this.frame.length < 4) return null;
    const frame = this.frame;
    this.frame = [];
    return { type: 'automatic', condition: automaticCondition(frame) };
  }

  private begin(byte: number): EpsonReply | null {
    this.frame = [];
    if ((byte & 0x93) === 0x12) return { type: 'realtime', byte };
    if (byte === 0x37 || (byte & 0x93) === 0x10) this.frame = [byte];
    else if ((byte & 0xf0) === 0) return { type: 'paper-sensor', paper: sensorPaper(byte) };
    return null;
  }

  private blockKind(byte: number): EpsonReply | null {
    if (byte !== 0x22 && byte !== 0x25) return this.begin(byte);
    this.frame.push(byte);
    return null;
  }

  /** `37 22 d1 d2 d3 d4 00` or `37 25 00`. */
  private block(kind: number, byte: number): EpsonReply | null {
    const id = this.frame.slice(2);
    const complete = kind === 0x25 || id.length === 4;
    if (complete) {
      if (byte !== 0) return this.begin(byte);
      this.frame = [];
      return kind === 0x25 ? { type: 'cleared' } : { type: 'process-id', id: String.fromCharCode(...id) };
    }
    if (byte < 0x20 || byte > 0x7e) return this.begin(byte);
    this.frame.push(byte);
    return null;
  }
}

function automaticCondition([first = 0, second = 0, third = 0]: number[]): PrinterCondition {
  return { paper: sensorPaper(third), coverOpen: (first & 0x20) !== 0, error: (second & 0x6c) !== 0 };
}

function sensorPaper(byte: number): PrinterCondition['paper'] {
  if ((byte & 0x0c) !== 0) return 'out';
  return (byte & 0x03) !== 0 ? 'low' : 'ok';
}

/** The two questions whose answers, in this order, say all that matters: DLE EOT 2 (why off line), DLE EOT 4 (paper). */
export const EPSON_STATUS_QUESTION = Buffer.from([0x10, 0x04, 0x02, 0x10, 0x04, 0x04]);

export function conditionFromRealtime(offline: number, roll: number): PrinterCondition {
  const out = (offline & 0x20) !== 0 || (roll & 0x60) !== 0;
  const low = (roll & 0x0c) !== 0;
  return {
    paper: out ? 'out' : low ? 'low' : 'ok',
    coverOpen: (offline & 0x04) !== 0,
    error: (offline & 0x40) !== 0,
  };
}

/** GS a: paper, cover and errors are reported as they change, until the next reset. */
export const EPSON_REPORT_CHANGES = Buffer.from([0x1d, 0x61, 0xff]);

/** GS r 1: answered when everything before it has been printed. */
export const EPSON_PAPER_QUESTION = Buffer.from([0x1d, 0x72, 0x01]);

/** GS ( H, function 48. @param id four printable ASCII letters. */
export function epsonProcessIdRequest(id: string): Buffer {
  return Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30]), Buffer.from(id, 'ascii')]);
}

/** DLE DC4 8: forget everything received and not yet printed. */
export const EPSON_CLEAR = Buffer.from([0x10, 0x14, 0x08, 1, 3, 20, 1, 6, 2, 8]);
