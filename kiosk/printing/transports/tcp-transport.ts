import { createConnection } from 'node:net';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { streamConnection } from './stream-connection.ts';
import type { Transport } from './transport.ts';

/** Raw printing over the network, usually port 9100. A connection a job: many printers take only one at a time. */
export function tcpTransport(host: string, port: number, scheduler: Scheduler): Transport {
  return {
    address: `${host}:${port}`,
    async connect(deadlineMs) {
      const socket = createConnection({ host, port, noDelay: true });
      const connection = streamConnection(socket, scheduler);
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
