import type { CommandRule, PrinterCommand } from './command-grammar.ts';

/** What no printer would understand, with where it stood in the stream. */
export class UnknownCommandError extends Error {
  override readonly name = 'UnknownCommandError';
}

/** A mode with a grammar of its own and no text, between two commands. */
type Mode = { enter: string; leave: string; rules: readonly CommandRule[] };

type Next = { command: PrinterCommand; length: number } | 'more';

/**
 * Cuts a stream of bytes into commands, whatever its chunks, and throws `UnknownCommandError` at the first byte that is
 * neither text nor a command of the grammar within its limits. `end()` throws when the stream stops inside a command.
 */
export class StrictParser {
  private pending = new Uint8Array(0);
  private position = 0;
  private twoByte = false;
  private inside = false;
  private readonly rules: readonly CommandRule[];
  private readonly mode: Mode | null;

  constructor(rules: readonly CommandRule[], mode: Mode | null = null) {
    this.rules = rules;
    this.mode = mode;
  }

  /** Bytes of a command that has not ended yet. */
  get unfinished(): number {
    return this.pending.length;
  }

  feed(bytes: Uint8Array): PrinterCommand[] {
    this.pending = Buffer.concat([this.pending, bytes]);
    const commands: PrinterCommand[] = [];
    let at = 0;
    while (at < this.pending.length) {
      const next = this.nextAt(this.pending.subarray(at), this.position + at);
      if (next === 'more') break;
      if (next.command.name === 'FS &') this.twoByte = true;
      if (next.command.name === 'FS .' || next.command.name === 'ESC @') this.twoByte = false;
      if (next.command.name === this.mode?.enter) this.inside = true;
      if (next.command.name === this.mode?.leave) this.inside = false;
      commands.push(next.command);
      at += next.length;
    }
    this.pending = this.pending.slice(at);
    this.position += at;
    return commands;
  }

  /** What was received of an unfinished command is forgotten, as when the printer's buffer is cleared. */
  discard(): void {
    this.position += this.pending.length;
    this.pending = new Uint8Array(0);
    this.twoByte = false;
    this.inside = false;
  }

  end(): void {
    if (this.pending.length === 0) return;
    throw new UnknownCommandError(`the stream ends inside a command: ${hex(this.pending)} at byte ${this.position}`);
  }

  private nextAt(rest: Uint8Array, position: number): Next {
    const text = this.inside ? 0 : textLength(rest, this.twoByte);
    if (text === 'more') return 'more';
    if (text > 0) {
      return { command: { name: 'text', args: rest.slice(0, text), twoByte: this.twoByte }, length: text };
    }
    for (const rule of this.inside ? (this.mode?.rules ?? []) : this.rules) {
      const shared = Math.min(rule.prefix.length, rest.length);
      if (!rule.prefix.slice(0, shared).every((byte, at) => rest[at] === byte)) continue;
      if (shared < rule.prefix.length) return 'more';
      const args = rest.subarray(shared);
      const arity = rule.arity(args);
      if (arity === null || args.length < arity) return 'more';
      const own = args.slice(0, arity);
      const wrong = rule.wrong?.(own) ?? null;
      if (wrong !== null) throw new UnknownCommandError(`${rule.name} at byte ${position}: ${wrong}`);
      return { command: { name: rule.name, args: own }, length: shared + arity };
    }
    throw new UnknownCommandError(`no such command: ${hex(rest)} at byte ${position}`);
  }
}

/** Bytes of printable text at the start; DEL and C1 are none. In two-byte mode whole GB18030 letters only. */
function textLength(bytes: Uint8Array, twoByte: boolean): number | 'more' {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte <= 0x7e) at += 1;
    else if (!twoByte && byte >= 0x80) at += 1;
    else if (twoByte && byte >= 0x81 && byte <= 0xfe) {
      const second = bytes[at + 1];
      if (second === undefined) return at > 0 ? at : 'more';
      const length = second >= 0x30 && second <= 0x39 ? 4 : 2;
      if (length === 2 && (second < 0x40 || second === 0x7f || second === 0xff)) return at;
      if (at + length > bytes.length) return at > 0 ? at : 'more';
      at += length;
    } else return at;
  }
  return at;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 12)).toString('hex').replace(/../g, '$& ').trim();
}
