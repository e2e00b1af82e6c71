import { createConnection, type Socket } from 'node:net';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { sendInChunks } from './send-in-chunks.ts';
import { CLOSE_GRACE_MS, type PrinterConnection, type Transport } from './transport.ts';

/** Raw printing over the network, usually port 9100. A connection a job: many printers take only one at a time. */
export function tcpTransport(host: string, port: number, scheduler: Scheduler): Transport {
  return {
    address: `${host}:${port}`,
    async connect(deadlineMs) {
      const socket = createConnection({ host, port, noDelay: true });
      const connection = wrap(socket, scheduler);
      await new Promise<void>((resolve, reject) => {
        const fail = (cause?: unknown) => {
          stop();
          socket.destroy();
          reject(new AppError('printer.unreachable', { address: `${host}:${port}` }, { cause }));
        };
        const stop = scheduler.after(deadlineMs, () => fail(new Error('no answer in time')));
        socket.once('connect', () => {
          stop();
          resolve();
        });
        socket.once('error', fail);
        socket.once('close', () => fail());
      });
      return connection;
    },
  };
}

function wrap(socket: Socket, scheduler: Scheduler): PrinterConnection {
  const early: Uint8Array[] = [];
  let listener: ((bytes: Uint8Array) => void) | null = null;
  let lost = false;
  let failed = false;
  socket.on('data', (bytes) => {
    const chunk = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    if (listener) listener(chunk);
    else early.push(chunk);
  });
  // Without a listener an error would end the process; `close` always follows and is what counts.
  socket.on('error', () => {
    lost = true;
    failed = true;
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      lost = true;
      resolve();
    });
  });
  return {
    canRead: true,
    wholeJobs: false,
    onBytes(next) {
      listener = next;
      for (const bytes of early.splice(0)) next(bytes);
    },
    send(bytes, { deadlineMs, pacingMs }) {
      return sendInChunks(bytes, {
        write: (chunk) => writeChunk(socket, chunk),
        isLost: () => lost,
        gone: closed,
        deadlineMs,
        pacingMs,
        scheduler,
      });
    },
    closed,
    async close() {
      if (lost) return false;
      socket.end();
      const stop = scheduler.after(CLOSE_GRACE_MS, () => {
        failed = true;
        socket.destroy();
      });
      await closed;
      stop();
      return !failed;
    },
  };
}

/** Resolves when the system has taken the chunk: its callback comes after `drain`. */
function writeChunk(socket: Socket, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    socket.write(chunk, (error) => resolve(!error));
  });
}
