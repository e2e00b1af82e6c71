import { spawn, type ChildProcess } from 'node:child_process';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { PrinterConnection, SendOutcome, Transport } from './transport.ts';

/** A program of the system that takes a raw job on its standard input, and one that says whether the queue is there. */
export type QueueCommands = {
  print(queue: string): { command: string; args: string[] };
  check(queue: string): { command: string; args: string[] };
};

/** CUPS, on Linux and macOS. `--` and the pattern below keep a queue's name from being an option. */
export const CUPS: QueueCommands = {
  print: (queue) => ({ command: 'lp', args: ['-d', queue, '-o', 'raw', '-t', 'ticket', '-s', '--', '-'] }),
  check: (queue) => ({ command: 'lpstat', args: ['-a', queue] }),
};

const QUEUE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_. -]{0,126}$/u;

/**
 * A queue of the operating system. It takes a job whole or not at all and tells nothing of the paper, so what was handed
 * over counts as printed: where the printer can be reached directly, that is the better way.
 */
export function queueTransport(queue: string, commands: QueueCommands, scheduler: Scheduler): Transport {
  return {
    address: queue,
    async connect(deadlineMs): Promise<PrinterConnection> {
      if (!QUEUE_NAME.test(queue)) throw new AppError('printer.queue_name', {});
      if ((await run(commands.check(queue), null, deadlineMs, scheduler)) !== 'sent') {
        throw new AppError('printer.unreachable', { address: queue });
      }
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      return {
        canRead: false,
        wholeJobs: true,
        isOpen: () => true,
        onBytes: () => {},
        send: (bytes, { deadlineMs: patience }) => run(commands.print(queue), bytes, patience, scheduler),
        closed,
        close: async () => {
          resolve();
          return true;
        },
      };
    },
  };
}

/** Exit 0: taken. Any other exit: refused, so nothing will be printed. Killed at the deadline: nobody knows. */
async function run(
  { command, args }: { command: string; args: string[] },
  input: Uint8Array | null,
  deadlineMs: number,
  scheduler: Scheduler,
): Promise<SendOutcome> {
  let child: ChildProcess;
  try {
    child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true });
  } catch {
    return 'failed_before_send';
  }
  const { promise, resolve } = Promise.withResolvers<SendOutcome>();
  const stop = scheduler.after(deadlineMs, () => {
    child.kill('SIGKILL');
    resolve('unknown');
  });
  child.once('error', () => resolve('failed_before_send'));
  child.once('close', (code, signal) => {
    if (code === 0) resolve('sent');
    else resolve(signal ? 'unknown' : 'failed_before_send');
  });
  // A program that ends without reading breaks the pipe; its exit says what happened.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? undefined);
  const outcome = await promise;
  stop();
  return outcome;
}
