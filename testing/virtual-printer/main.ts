import { parseArgs } from 'node:util';
import { startTray } from './tray-server.ts';
import { startVirtualPrinter } from './virtual-printer.ts';

/**
 * `node testing/virtual-printer/main.ts [--printer-port 9100] [--tray-port 9180] [--paper 58|80] [--make escpos|star]`; the
 * same by VIRTUAL_PRINTER_PORT, VIRTUAL_PRINTER_TRAY_PORT, VIRTUAL_PRINTER_PAPER and VIRTUAL_PRINTER_MAKE. Port 0 takes a free
 * one. See docs/printing.md.
 */
const { values } = parseArgs({
  options: {
    'printer-port': { type: 'string', default: process.env['VIRTUAL_PRINTER_PORT'] ?? '0' },
    'tray-port': { type: 'string', default: process.env['VIRTUAL_PRINTER_TRAY_PORT'] ?? '0' },
    paper: { type: 'string', default: process.env['VIRTUAL_PRINTER_PAPER'] ?? '80' },
    make: { type: 'string', default: process.env['VIRTUAL_PRINTER_MAKE'] ?? 'escpos' },
  },
});

try {
  const printer = await startVirtualPrinter({
    port: portOf(values['printer-port'], 'printer port'),
    paper: oneOf(values.paper, ['58', '80'], 'paper') === '58' ? 58 : 80,
    make: oneOf(values.make, ['escpos', 'star'], 'make'),
  });
  const tray = await startTray(printer, portOf(values['tray-port'], 'tray port'));
  console.log(`Virtual printer on 127.0.0.1:${printer.port}; its paper comes out at ${tray.url}`);
  process.send?.({ type: 'ready', printerPort: printer.port, trayUrl: tray.url });

  const end = () => {
    void Promise.all([tray.stop(), printer.stop()]).then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.once('disconnect', end);
} catch (error) {
  console.error(`The virtual printer cannot start: ${explain(error)}`);
  process.exitCode = 1;
}

function portOf(text: string, name: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} "${text}" is not a port number`);
  return port;
}

function oneOf<const T extends string>(text: string, choices: readonly T[], name: string): T {
  const found = choices.find((choice) => choice === text);
  if (!found) throw new Error(`${name} "${text}" is none of ${choices.join(', ')}`);
  return found;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE'
    ? `port ${port} is taken by another program: stop that one, or choose another port.`
    : error.message;
}
