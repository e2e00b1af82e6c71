import type { Duplex } from 'node:stream';
import type { Scheduler } from '#shared/domain/ports.ts';
import { sendInChunks } from './send-in-chunks.ts';
import { CLOSE_GRACE_MS, type PrinterConnection } from './transport.ts';

/**
 * A printer's connection over any two-way stream that is open: a socket, a serial line, a device file. Errors are kept
 * for the outcome of what was under way; without a listener they would end the process.
 *
 * @param ending lets the last bytes out and closes, and how long that may take
 */
export function streamConnection(
  stream: Duplex,
  scheduler: Scheduler,
  ending: { end: () => void; graceMs: number } = { end: () => stream.end(), graceMs: CLOSE_GRACE_MS },
): PrinterConnection {
  const early: Uint8Array[] = [];
  let listener: ((bytes: Uint8Array) => void) | null = null;
  let lost = false;
  let failed = false;
  stream.on('data', (bytes: Uint8Array | string) => {
    const chunk = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    if (listener) listener(chunk);
    else early.push(chunk);
  });
  stream.on('error', () => {
    lost = true;
    failed = true;
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  stream.once('close', () => {
    lost = true;
    resolve();
  });
  return {
    canRead: true,
    wholeJobs: false,
    isOpen: () => !lost,
    onBytes(next) {
      listener = next;
      for (const bytes of early.splice(0)) next(bytes);
    },
    send(bytes, { deadlineMs, pacingMs }) {
      return sendInChunks(bytes, {
        write: (chunk) => writeChunk(stream, chunk),
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
      ending.end();
      const stop = scheduler.after(ending.graceMs, () => {
        failed = true;
        stream.destroy();
      });
      await closed;
      stop();
      return !failed;
    },
  };
}

/** Resolves when the system has taken the chunk: its callback comes after `drain`. */
function writeChunk(stream: Duplex, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    stream.write(chunk, (error) => resolve(!error));
  });
}
