import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { runProgram, type ProgramCall } from './run-program.ts';
import type { PrinterConnection, SendOutcome, Transport } from './transport.ts';

/** The programs of a system's print queues. */
export type QueueCommands = {
  /** Takes a raw job on its standard input and says which it has become. */
  print(queue: string): ProgramCall;
  /** The job's name or number in what `print` has said, or null. */
  jobIn(output: string): string | null;
  /** Ends with 0 when the queue is there. */
  check(queue: string): ProgramCall;
  /** Lists the queue's jobs that are not printed yet. */
  jobs(queue: string): ProgramCall;
  cancel(queue: string, job: string): ProgramCall;
};

/** CUPS, on Linux and macOS. `--` and the pattern below keep a queue's name from being an option. */
export const CUPS: QueueCommands = {
  print: (queue) => ({ command: 'lp', args: ['-d', queue, '-o', 'raw', '-t', 'ticket', '--', '-'] }),
  // `request id is desk-17 (0 file(s))`
  jobIn: (output) => /request id is (\S+)/.exec(output)?.[1] ?? null,
  check: (queue) => ({ command: 'lpstat', args: ['-a', queue] }),
  jobs: (queue) => ({ command: 'lpstat', args: ['-W', 'not-completed', '-o', queue] }),
  cancel: (_queue, job) => ({ command: 'cancel', args: [job] }),
};

const QUEUE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_. -]{0,126}$/u;
/** Between two looks at the queue. */
const LOOK_MS = 250;
const LOOK_PATIENCE_MS = 5000;

/**
 * A queue of the operating system. It tells nothing of the paper, so what it has passed on to the printer counts as printed:
 * where the printer can be reached directly, that is the better way. What still waits in it at the deadline is taken back,
 * since a queue would print it whenever the printer is switched on again.
 */
export function queueTransport(queue: string, commands: QueueCommands, scheduler: Scheduler): Transport {
  return {
    address: queue,
    async connect(deadlineMs): Promise<PrinterConnection> {
      if (!QUEUE_NAME.test(queue)) throw new AppError('printer.queue_name', {});
      const { end } = await runProgram(commands.check(queue), null, deadlineMs, scheduler);
      if (end !== 'ok') throw new AppError('printer.unreachable', { address: queue });
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      return {
        canRead: false,
        wholeJobs: true,
        isOpen: () => true,
        onBytes: () => {},
        send: async (bytes, { deadlineMs: patience }) => sendThrough(queue, commands, bytes, patience, scheduler),
        closed,
        close: async () => {
          resolve();
          return true;
        },
      };
    },
  };
}

async function sendThrough(
  queue: string,
  commands: QueueCommands,
  bytes: Uint8Array,
  deadlineMs: number,
  scheduler: Scheduler,
): Promise<SendOutcome> {
  let expired = false;
  const stop = scheduler.after(deadlineMs, () => {
    expired = true;
  });
  try {
    const { end, output } = await runProgram(commands.print(queue), bytes, deadlineMs, scheduler);
    if (end === 'refused') return 'failed_before_send';
    if (end === 'unknown') return 'unknown';
    const job = commands.jobIn(output);
    if (job === null) return 'sent';
    while (!expired) {
      const listed = await runProgram(commands.jobs(queue), null, LOOK_PATIENCE_MS, scheduler);
      if (listed.end === 'ok' && !names(listed.output, job)) return 'sent';
      await new Promise<void>((resolve) => {
        scheduler.after(LOOK_MS, resolve);
      });
    }
    await runProgram(commands.cancel(queue, job), null, LOOK_PATIENCE_MS, scheduler);
    return 'unknown';
  } finally {
    stop();
  }
}

function names(list: string, job: string): boolean {
  return list.split('\n').some((line) => line.trim().split(/\s+/)[0] === job);
}
