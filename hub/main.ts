import { readConfig } from './config.ts';
import { startHub, type RunningHub } from './start-hub.ts';
import { StartError } from './start-error.ts';

/** After this long a stop is no longer waited for; Postgres repairs itself at the next start. */
const STOP_WITHIN_MS = 3_000;

let running: RunningHub | null = null;
let stopping = false;

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// A program that started the hub and is gone without a word: there is no one left to stop it.
process.once('disconnect', stop);

try {
  running = await startHub(readConfig(process.env));
  // Told to stop while it was starting.
  if (stopping) stop();
  else announce(running);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
  process.disconnect?.();
}

function announce({ url, setupUrl }: RunningHub): void {
  process.stdout.write(`Anteroom hub is ready at ${url}\n`);
  if (setupUrl) process.stdout.write(`Nobody can sign in yet. Set it up within a day, once: ${setupUrl}\n`);
  process.send?.({ type: 'ready', url });
}

function stop(): void {
  stopping = true;
  if (!running) return;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  void running.stop().then(() => process.exit(0));
}

function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const debug = process.env['LOG_LEVEL'] === 'debug' && error instanceof Error;
  if (debug && error.stack) return error.stack;
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return `The hub could not start: ${reason} (LOG_LEVEL=debug shows more).`;
}
