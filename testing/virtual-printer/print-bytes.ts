import { connect } from 'node:net';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { PaperPiece } from './paper-roll.ts';
import { eventually } from './spool-world.ts';
import { startVirtualPrinter, type VirtualPrinterOptions } from './virtual-printer.ts';

/** The virtual printer that a profile's bytes are meant for. */
export function printerFor(profile: PrinterProfile): VirtualPrinterOptions {
  const make = profile.status === 'star' ? 'star' : 'escpos';
  return { make, dots: profile.dots };
}

/**
 * What these bytes bring out of a printer of that model. A printer without a cutter is torn off by hand. Throws when
 * anything is not understood.
 */
export async function printBytes(bytes: Uint8Array, profile: PrinterProfile): Promise<PaperPiece[]> {
  const printer = await startVirtualPrinter(printerFor(profile));
  try {
    const socket = connect(printer.port, '127.0.0.1');
    socket.end(bytes);
    socket.resume();
    await new Promise<void>((resolve, reject) => {
      socket.once('close', () => resolve());
      socket.once('error', reject);
    });
    await eventually(
      () => printer.idle() && printer.bytesReceived >= bytes.length,
      () => 'the printer does not come to an end',
    );
    if (printer.parseFaults.length > 0) throw new Error(printer.parseFaults.join('\n'));
    printer.checkWhole();
    if (profile.cutter === 'none') printer.tearOff();
    return [...printer.pieces];
  } finally {
    await printer.stop();
  }
}
