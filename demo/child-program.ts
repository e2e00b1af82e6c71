import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** A part of the clinic that could not start, with the part's own words. Its message is one line for a person. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export type ProgramOptions = {
  name: string;
  /** Path of the entry file, from the top of the project. */
  script: string;
  env: Record<string, string>;
  top: string;
  logFile: string;
  startTimeoutMs?: number;
  /** Aborting asks a program that is still starting to stop. */
  signal?: AbortSignal;
};

export type Program<Ready> = {
  name: string;
  ready: Ready;
  pid: number;
  /** Asks it to stop and waits; after `graceMs` it is killed. Returns false when it had to be. */
  stop(graceMs?: number): Promise<boolean>;
  /** SIGKILL, as a power cut would do it, and waits until it is gone. */
  kill(): Promise<void>;
  /** Settles when the process has ended, however that came about. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/**
 * Starts one of the clinic's programs as a process of its own and waits until it says `{ type: 'ready' }`. Its output
 * goes to a log file; when it ends before it is ready, its last line of stderr is the error.
 */
export async function startProgram<Ready>(options: ProgramOptions): Promise<Program<Ready>> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
  const child = spawn(process.execPath, [options.script], {
    cwd: options.top,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  options.signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  let lastWords = '';
  child.stdout?.pipe(log, { end: false });
  child.stderr?.on('data', (chunk: Buffer) => {
    log.write(chunk);
    lastWords = (lastWords + chunk.toString('utf8')).slice(-2000);
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => {
      log.end();
      resolve({ code, signal });
    });
  });

  const ready = await readyMessage<Ready>(child, ended, options, () => lastWords);
  return {
    name: options.name,
    ready,
    pid: child.pid ?? 0,
    ended,
    stop: async (graceMs = 5000) => stopChild(child, ended, graceMs),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function readyMessage<Ready>(
  child: ChildProcess,
  ended: Promise<unknown>,
  { name, logFile, startTimeoutMs = 90_000 }: ProgramOptions,
  lastWords: () => string,
): Promise<Ready> {
  const started = new Promise<Ready>((resolve) => {
    child.on('message', (message: { type?: string }) => {
      if (message.type === 'ready') resolve(message as Ready);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new StartError(`The ${name} was not ready in ${startTimeoutMs / 1000} s. Its log is ${logFile}.`));
    }, startTimeoutMs);
  });
  const endedEarly = ended.then(() => {
    throw new StartError(
      `The ${name} could not start: ${lastLine(lastWords()) ?? 'it said nothing'} (log: ${logFile})`,
    );
  });
  try {
    return await Promise.race([started, tooLate, endedEarly]);
  } finally {
    clearTimeout(timer);
    // Once started, ending is an ordinary event of its life, told by `ended`.
    endedEarly.catch(() => undefined);
  }
}

/** Its own last line; of a stack, which is a defect of ours, the line that names the error. */
function lastLine(words: string): string | undefined {
  const lines = words.trim().split('\n');
  return lines.findLast((line) => /^\w*Error\b/u.test(line)) ?? lines.findLast((line) => line !== '');
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  child.kill('SIGTERM');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), graceMs);
  });
  const outcome = await Promise.race([ended.then(() => 'ended' as const), late]);
  clearTimeout(timer);
  if (outcome === 'ended') return true;
  child.kill('SIGKILL');
  await ended;
  return false;
}
