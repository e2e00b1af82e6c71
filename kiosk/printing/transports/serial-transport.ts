import { SerialPort } from 'serialport';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { streamConnection } from './stream-connection.ts';
import type { Transport } from './transport.ts';

export type SerialSettings = {
  /** `/dev/ttyUSB0`, `COM3`. */
  path: string;
  baudRate: number;
  /** Hardware handshake, as receipt printers are delivered. */
  rtscts: boolean;
};

/** A line of 9600 baud takes four seconds for the 4 KB that the system holds. */
const DRAIN_MS = 8000;

/** A printer on a serial line, by serialport: the one library that knows the line settings of every system. */
export function serialTransport({ path, baudRate, rtscts }: SerialSettings, scheduler: Scheduler): Transport {
  return {
    address: path,
    async connect(deadlineMs) {
      const port = new SerialPort({ path, baudRate, rtscts, autoOpen: false });
      // Closing drops what the line has not sent yet, and `end()` alone never closes it.
      const end = () => port.drain(() => port.close(() => {}));
      const connection = streamConnection(port, scheduler, { end, graceMs: DRAIN_MS });
      await new Promise<void>((resolve, reject) => {
        const fail = (cause: unknown) => reject(new AppError('printer.unreachable', { address: path }, { cause }));
        const stop = scheduler.after(deadlineMs, () => fail(new Error('no answer in time')));
        port.open((error) => {
          stop();
          if (error) fail(error);
          else resolve();
        });
      });
      return connection;
    },
  };
}
