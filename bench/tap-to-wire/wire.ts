import { connect, createServer, type Socket } from 'node:net';
import { listen } from './listen.ts';

/** GS V: the cut that ends every ticket. */
const CUT = Buffer.from([0x1d, 0x56]);

export type Wire = { port: number; nextTicket(): Promise<{ at: number; bytes: Buffer }>; close(): void };

/** Stands in the line between kiosk and printer, and tells when a ticket has passed. */
export async function tapTheWire(printerPort: number): Promise<Wire> {
  let heard: ((ticket: { at: number; bytes: Buffer }) => void) | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((kiosk) => {
    const printer = connect(printerPort, '127.0.0.1');
    let bytes = Buffer.alloc(0);
    for (const socket of [kiosk, printer]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    kiosk.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.includes(CUT)) {
        heard?.({ at: performance.now(), bytes });
        bytes = Buffer.alloc(0);
      }
      printer.write(chunk);
    });
    printer.on('data', (chunk: Buffer) => kiosk.write(chunk));
    kiosk.on('end', () => printer.end());
    printer.on('end', () => kiosk.end());
  });
  return {
    port: await listen(server),
    nextTicket: async () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
