/** Commands that a printer obeys the moment they arrive, even off line, and even where they stand inside a picture. */
export type RealtimeCommand = { type: 'status'; n: number } | { type: 'clear' };

/** Looks at the last few bytes received, across chunks, as the firmware's receiving side does. */
class Tail {
  private bytes: number[] = [];

  push(byte: number): void {
    this.bytes.push(byte);
    if (this.bytes.length > 16) this.bytes.shift();
  }

  endsWith(...expected: number[]): boolean {
    return expected.every((byte, at) => this.bytes[this.bytes.length - expected.length + at] === byte);
  }
}

/** DLE EOT 1–4 and DLE DC4 8. */
export class EscPosScanner {
  private readonly tail = new Tail();

  feed(bytes: Uint8Array): RealtimeCommand[] {
    const found: RealtimeCommand[] = [];
    for (const byte of bytes) {
      this.tail.push(byte);
      for (let n = 1; n <= 4; n += 1) if (this.tail.endsWith(0x10, 0x04, n)) found.push({ type: 'status', n });
      if (this.tail.endsWith(0x10, 0x14, 0x08, 1, 3, 20, 1, 6, 2, 8)) found.push({ type: 'clear' });
    }
    return found;
  }
}

/** ESC ACK SOH and ESC ACK CAN. */
export class StarScanner {
  private readonly tail = new Tail();

  feed(bytes: Uint8Array): RealtimeCommand[] {
    const found: RealtimeCommand[] = [];
    for (const byte of bytes) {
      this.tail.push(byte);
      if (this.tail.endsWith(0x1b, 0x06, 0x01)) found.push({ type: 'status', n: 1 });
      if (this.tail.endsWith(0x1b, 0x06, 0x18)) found.push({ type: 'clear' });
    }
    return found;
  }
}
