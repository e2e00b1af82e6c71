import { close, constants, open, read, write } from 'node:fs';
import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { AppError } from '#shared/domain/errors.ts';
import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import { streamConnection } from './stream-connection.ts';
import type { PrinterConnection, Transport } from './transport.ts';

const READ_BYTES = 256;
/** A device that has nothing to say, or is busy, answers at once; asking again is up to us. */
const ASK_AGAIN_MS = 30;

/**
 * A USB printer by the system's own device file (`/dev/usb/lp0`). The file is opened for each job, so a printer that was
 * unplugged, or plugged in elsewhere under the same name, is simply found again; without blocking, since a printer
 * without paper would hold a blocking write for ever.
 */
export function deviceFileTransport(path: string, scheduler: Scheduler): Transport {
  return {
    address: path,
    async connect(deadlineMs): Promise<PrinterConnection> {
      const { promise: late, reject } = Promise.withResolvers<never>();
      const stop = scheduler.after(deadlineMs, () => reject(new Error('no answer in time')));
      const opening = promisify(open)(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
      try {
        return streamConnection(new DeviceFile(await Promise.race([opening, late]), scheduler), scheduler);
      } catch (cause) {
        void opening.then(promisify(close)).catch(() => {});
        throw new AppError('printer.unreachable', { address: path }, { cause });
      } finally {
        stop();
      }
    },
  };
}

class DeviceFile extends Duplex {
  private readonly fd: number;
  private readonly scheduler: Scheduler;
  private readonly waits = new Set<Cancel>();

  constructor(fd: number, scheduler: Scheduler) {
    super({ autoDestroy: true, allowHalfOpen: false });
    this.fd = fd;
    this.scheduler = scheduler;
  }

  override _read(): void {
    if (this.destroyed) return;
    read(this.fd, Buffer.alloc(READ_BYTES), 0, READ_BYTES, null, (error, count, buffer) => {
      if (this.destroyed) return;
      if (error && !isNotNow(error)) this.destroy(error);
      else if (error || count === 0) this.later(() => this._read());
      else this.push(buffer.subarray(0, count));
    });
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    write(this.fd, chunk, 0, chunk.length, null, (error, count) => {
      if (error && !isNotNow(error)) return done(error);
      const rest = error ? chunk : chunk.subarray(count);
      if (rest.length === 0) return done();
      if (this.destroyed) return done(new Error('ended'));
      this.later(() => this._write(rest, encoding, done));
    });
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    for (const cancel of this.waits) cancel();
    close(this.fd, (closing) => done(error ?? closing ?? null));
  }

  private later(task: () => void): void {
    const cancel = this.scheduler.after(ASK_AGAIN_MS, () => {
      this.waits.delete(cancel);
      task();
    });
    this.waits.add(cancel);
  }
}

function isNotNow({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EAGAIN' || code === 'EBUSY' || code === 'EINTR';
}
