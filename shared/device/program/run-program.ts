import { explainStartError } from './explain-start-error.ts';

/** Loopback sockets and SQLite close in milliseconds; a hub that does not answer must not hold up the end. */
const LONGEST_STOP_MS = 2500;

export type RunningProgram = { url: string; stop(): Promise<void> };

/**
 * A device program's life: starts, says where it is (a line for people, a message for a parent process), and ends on
 * SIGINT or SIGTERM. A failed start is one line on stderr and exit code 1.
 */
export async function runProgram(name: string, start: () => Promise<RunningProgram>): Promise<void> {
  let program: RunningProgram;
  try {
    program = await start();
  } catch (error) {
    process.stderr.write(`${explainStartError(error)}\n`);
    process.exit(1);
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    // oxlint-disable-next-line no-restricted-globals -- the process's own end, which no simulation runs
    setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
    void program.stop().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Whoever started it has gone: a kiosk without its supervisor would hold port and data for ever.
  process.on('disconnect', stop);
  process.stdout.write(`${name} is at ${program.url}\n`);
  process.send?.({ type: 'ready', url: program.url });
}
