import { fork, type ChildProcess } from 'node:child_process';
import type { RunningServer } from './system.ts';

/** A server as a process of its own that says `{ type: 'ready', url }` when it listens, and ends on SIGTERM. */
export async function startChild(
  file: string,
  env: Record<string, string>,
  execArgv: string[] = [],
): Promise<Pick<RunningServer, 'pid' | 'stop'> & { url: string }> {
  const child = fork(file, {
    execArgv,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await readyUrl(child);
  return {
    url,
    pid: child.pid!,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.on('message', (message: { type: string; url: string }) => {
      if (message.type === 'ready') resolve(message.url);
    });
  });
}
