import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { escPosDialect, starDialect } from './dialect.ts';
import type { PaperPiece } from './paper-roll.ts';
import type { PrinterCondition } from './printer-condition.ts';
import { PrinterMachine } from './printer-machine.ts';

/** What may go wrong, set before or while a job runs. */
export type PrinterFaults = {
  /** Nobody listens on the port. */
  refuse: boolean;
  /** Connections are taken and never read from or answered. */
  hang: boolean;
  /** The connection is reset after so many bytes of it. */
  resetAfterBytes: number | null;
  /** The power goes after so many bytes since this was set; it stays off until `powerOn()`. */
  powerOffAfterBytes: number | null;
  /** So long the head still prints of what was received, before the power goes. */
  powerOffLagMs: number;
  /** Status questions stay unanswered. */
  mute: boolean;
};

export const NO_FAULTS: PrinterFaults = {
  refuse: false,
  hang: false,
  resetAfterBytes: null,
  powerOffAfterBytes: null,
  powerOffLagMs: 0,
  mute: false,
};

export type VirtualPrinterOptions = {
  port?: number;
  make?: 'escpos' | 'star';
  paper?: 58 | 80;
  /** Overrides the dots that the paper's width stands for: 384 or 576. */
  dots?: number;
  msPerRow?: number;
  ackDelayMs?: number;
  bufferBytes?: number;
};

export type VirtualPrinter = {
  readonly port: number;
  readonly dots: number;
  /** Oldest first. */
  readonly pieces: readonly PaperPiece[];
  /** Everything that no printer would have understood. Empty in a good test. */
  readonly parseFaults: readonly string[];
  readonly condition: PrinterCondition;
  readonly faults: PrinterFaults;
  /** Over all connections, not counting what was lost. */
  readonly bytesReceived: number;
  readonly connections: number;
  /** False between `powerOff()` and `powerOn()`, and while it refuses. */
  readonly on: boolean;
  setCondition(change: Partial<PrinterCondition>): void;
  /** The paper ends after so many rows more. */
  endPaperAfterRows(rows: number): void;
  setFaults(change: Partial<PrinterFaults>): Promise<void>;
  /** Also ends every connection, as a switch does. What was printed stays. */
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  /** As a hand does at a printer without a cutter, or with half a ticket. */
  tearOff(): void;
  /** Throws when what was received stops inside a command. */
  checkWhole(): void;
  /** All that was received has been printed. */
  idle(): boolean;
  onChange(listener: () => void): () => void;
  setSpeed(msPerRow: number): void;
  setAckDelay(ms: number): void;
  stop(): Promise<void>;
};

const DOTS = { 58: 384, 80: 576 } as const;

/** A receipt printer on a TCP port of this machine that fails loudly on anything a real one would garble. */
export async function startVirtualPrinter(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
  const dots = options.dots ?? DOTS[options.paper ?? 80];
  const pieces: PaperPiece[] = [];
  const parseFaults: string[] = [];
  const listeners = new Set<() => void>();
  const sockets = new Set<Socket>();
  let faults: PrinterFaults = { ...NO_FAULTS };
  let newest: Socket | null = null;
  let total = 0;
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const dialect = options.make === 'star' ? starDialect(dots) : escPosDialect(dots);
  const machine = new PrinterMachine(
    {
      dots,
      msPerRow: options.msPerRow ?? 0,
      ackDelayMs: options.ackDelayMs ?? 0,
      bufferBytes: options.bufferBytes ?? 65_536,
      dialect,
    },
    {
      answer: (bytes) => {
        if (newest?.writable) newest.write(bytes);
      },
      piece: (piece) => {
        pieces.push(piece);
        changed();
      },
      fault: (message) => {
        parseFaults.push(message);
        changed();
      },
      changed: () => {
        if (!machine.full) for (const socket of sockets) if (!faults.hang) socket.resume();
        changed();
      },
    },
  );

  const take = (socket: Socket): void => {
    sockets.add(socket);
    newest = socket;
    let received = 0;
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (newest === socket) newest = [...sockets].at(-1) ?? null;
    });
    if (faults.hang) {
      socket.pause();
      return;
    }
    socket.on('data', (chunk: Buffer) => {
      if (!sockets.has(socket)) return;
      let bytes: Uint8Array = chunk;
      if (faults.powerOffAfterBytes !== null) {
        bytes = bytes.subarray(0, faults.powerOffAfterBytes);
        faults.powerOffAfterBytes -= bytes.length;
      }
      if (faults.resetAfterBytes !== null) bytes = bytes.subarray(0, Math.max(0, faults.resetAfterBytes - received));
      received += bytes.length;
      total += bytes.length;
      machine.receive(bytes);
      if (faults.powerOffAfterBytes === 0) setTimeout(() => void printer.powerOff(), faults.powerOffLagMs);
      else if (faults.resetAfterBytes !== null && received >= faults.resetAfterBytes) socket.resetAndDestroy();
      else if (machine.full) socket.pause();
    });
  };

  let server: Server | null = await listen(options.port ?? 0, take);
  const { port } = server.address() as AddressInfo;
  let switching = Promise.resolve();
  const setListening = (on: boolean): Promise<void> => {
    switching = switching.then(async () => {
      if (on && !server) server = await listen(port, take);
      if (!on && server) {
        const closing = server;
        server = null;
        for (const socket of sockets) socket.resetAndDestroy();
        await new Promise<void>((resolve) => {
          closing.close(() => resolve());
        });
      }
    });
    return switching;
  };

  const printer: VirtualPrinter = {
    port,
    dots,
    pieces,
    parseFaults,
    get condition() {
      return machine.condition;
    },
    get faults() {
      return faults;
    },
    get on() {
      return server !== null;
    },
    get bytesReceived() {
      return total;
    },
    get connections() {
      return sockets.size;
    },
    setCondition: (change) => machine.setCondition(change),
    endPaperAfterRows: (rows) => {
      machine.rowsLeft = rows;
    },
    async setFaults(change) {
      faults = { ...faults, ...change };
      machine.muted = faults.mute;
      if (change.refuse !== undefined) await setListening(!change.refuse);
      changed();
    },
    async powerOff() {
      faults = { ...faults, powerOffAfterBytes: null };
      machine.powerOff();
      await setListening(false);
      changed();
    },
    async powerOn() {
      await setListening(true);
      changed();
    },
    tearOff: () => machine.tearOff(),
    checkWhole: () => dialect.parser.end(),
    idle: () => machine.idle,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setSpeed: (msPerRow) => {
      machine.options.msPerRow = msPerRow;
    },
    setAckDelay: (ms) => {
      machine.options.ackDelayMs = ms;
    },
    stop: async () => {
      machine.powerOff();
      await setListening(false);
    },
  };
  return printer;
}

async function listen(port: number, take: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: false }, take);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
