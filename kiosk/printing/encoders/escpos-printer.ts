import { createRequire } from 'node:module';

/** What is used of escpos: its composing, never its adapters. */
export type EscPosPrinter = {
  hardware(command: 'init'): EscPosPrinter;
  align(alignment: 'ct'): EscPosPrinter;
  size(width: number, height: number): EscPosPrinter;
  text(text: string): EscPosPrinter;
  /** As it is, when it is bytes. */
  print(bytes: Buffer): EscPosPrinter;
  /** Feeds so many lines first. */
  cut(partial: boolean, feed: number): EscPosPrinter;
  flush(done: () => void): EscPosPrinter;
};

type Adapter = { write(bytes: Buffer, done: () => void): void };

// The deep module: the package's main file loads every adapter, and with them native and vulnerable packages.
const Printer = createRequire(import.meta.url)('escpos/printer.js') as new (
  adapter: Adapter,
  options: { encoding: string },
) => EscPosPrinter;

/** Composes with escpos and returns what it would have written. */
export function composeEscPos(encoding: string, compose: (printer: EscPosPrinter) => void): Buffer {
  const written: Buffer[] = [];
  const adapter: Adapter = {
    write(bytes, done) {
      written.push(bytes);
      done?.();
    },
  };
  const printer = new Printer(adapter, { encoding });
  compose(printer);
  printer.flush(() => {});
  return Buffer.concat(written);
}
