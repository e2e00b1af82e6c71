import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, type Program } from '#demo/child-program.ts';

export type PrinterProcess = Program<{ printerPort: number; trayUrl: string }>;

/** The virtual printer as a process of its own. */
export async function startVirtualPrinterProcess(): Promise<PrinterProcess> {
  return startProgram({
    name: 'printer',
    script: 'testing/virtual-printer/main.ts',
    env: { PRINTER_PORT: '0', TRAY_PORT: '0' },
    top: fileURLToPath(new URL('../..', import.meta.url)),
    logFile: join(mkdtempSync(join(tmpdir(), 'anteroom-printer-')), 'printer.log'),
  });
}

/** As staff would type it. */
export function printerOf(printer: PrinterProcess): string {
  return `127.0.0.1:${printer.ready.printerPort}`;
}
