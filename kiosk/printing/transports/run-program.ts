import { spawn, type ChildProcess } from 'node:child_process';
import type { Scheduler } from '#shared/domain/ports.ts';

export type ProgramCall = { command: string; args: string[] };

/** `ok`: it ended with 0. `refused`: with anything else, or it could not be started. `unknown`: it had to be killed. */
export type ProgramEnd = { end: 'ok' | 'refused' | 'unknown'; output: string };

const MOST_OUTPUT = 100_000;

/** Runs a program of the system to its end, with `input` on its standard input. Never rejects. */
export async function runProgram(
  { command, args }: ProgramCall,
  input: Uint8Array | null,
  deadlineMs: number,
  scheduler: Scheduler,
): Promise<ProgramEnd> {
  let child: ChildProcess;
  try {
    // What it says is read: in the words of no country.
    const env = { ...process.env, LC_ALL: 'C' };
    child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true, env });
  } catch {
    return { end: 'refused', output: '' };
  }
  let output = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    if (output.length < MOST_OUTPUT) output += bytes.toString('utf8');
  });
  const { promise, resolve } = Promise.withResolvers<ProgramEnd['end']>();
  const stop = scheduler.after(deadlineMs, () => {
    child.kill('SIGKILL');
    resolve('unknown');
  });
  child.once('error', () => resolve('refused'));
  child.once('close', (code, signal) => {
    if (code === 0) resolve('ok');
    else resolve(signal ? 'unknown' : 'refused');
  });
  // A program that ends without reading breaks the pipe; its exit says what happened.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? undefined);
  const end = await promise;
  stop();
  return { end, output };
}
