// The deep module: the package's main file loads every adapter, and with them native and vulnerable packages.
import Printer, { type EscPosPrinter } from 'escpos/printer.js';

export type { EscPosPrinter };

/** Composes with escpos and returns what it would have written. */
export function composeEscPos(encoding: string, compose: (printer: EscPosPrinter) => void): Buffer {
  const written: Buffer[] = [];
  const adapter = {
    write(bytes: Buffer, done: () => void) {
      written.push(bytes);
      done();
    },
  };
  const printer = new Printer(adapter, { encoding });
  compose(printer);
  printer.flush(() => {});
  return Buffer.concat(written);
}
