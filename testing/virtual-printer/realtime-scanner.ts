/** Commands that a printer obeys the moment they arrive, even off line, and even where they stand inside a picture. */
export type RealtimeCommand = { type: 'status'; n: number } | { type: 'clear' };

const CLEAR = [0x10, 0x14, 0x08, 1, 3, 20, 1, 6, 2, 8];

/** Finds DLE EOT 1–4 and DLE DC4 8 in everything received, across chunks, as the firmware's receiving side does. */
export class RealtimeScanner {
  private recent: number[] = [];

  feed(bytes: Uint8Array): RealtimeCommand[] {
    const found: RealtimeCommand[] = [];
    for (const byte of bytes) {
      this.recent.push(byte);
      if (this.recent.length > CLEAR.length) this.recent.shift();
      const [b2, b1, b0] = this.recent.slice(-3);
      if (b2 === 0x10 && b1 === 0x04 && b0 !== undefined && b0 >= 1 && b0 <= 4) found.push({ type: 'status', n: b0 });
      if (CLEAR.every((expected, at) => this.recent[at] === expected)) found.push({ type: 'clear' });
    }
    return found;
  }
}
