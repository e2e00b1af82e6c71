import thermal from 'node-thermal-printer';
import { AppError } from '#shared/domain/errors.ts';

/** What is used of node-thermal-printer; its own types ask for a connection that it works without and lack `initHardware`. */
export type ThermalPrinter = {
  initHardware(): void;
  add(bytes: Buffer): void;
  println(text: string): void;
  setCharacterSet(name: string): void;
  alignCenter(): void;
  /** 0 to 7, one less than the factor. */
  setTextSize(height: number, width: number): void;
  bold(on: boolean): void;
  invert(on: boolean): void;
  printQR(payload: string, settings: { model: number; cellSize: number; correction: 'M' }): void;
  cut(options: { verticalTabAmount: number }): void;
  partialCut(options: { verticalTabAmount: number }): void;
  getBuffer(): Buffer | null;
};

type Construct = new (config: { type: string; breakLine: string }) => ThermalPrinter;

/**
 * An instance for one job: it keeps its buffer and its idea of the code page for ever. It is given no connection, since
 * its `execute()` reports done while bytes are unsent and then destroys the socket.
 */
export function newThermalPrinter(type: 'epson' | 'star'): ThermalPrinter {
  const ThermalPrinterClass = thermal.ThermalPrinter as unknown as Construct;
  return new ThermalPrinterClass({ type, breakLine: 'NONE' });
}

export function bufferOf(printer: ThermalPrinter): Buffer {
  const bytes = printer.getBuffer();
  if (!bytes) throw new AppError('printer.nothing_encoded');
  return bytes;
}
