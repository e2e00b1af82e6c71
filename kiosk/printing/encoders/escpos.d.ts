/** What is used of escpos, which has no types: its composing, never its adapters. */
declare module 'escpos/printer.js' {
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
  const Printer: new (adapter: Adapter, options: { encoding: string }) => EscPosPrinter;
  export default Printer;
}
