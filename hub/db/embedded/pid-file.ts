import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type NotedServer = { pid: number; port: number | null; ready: boolean };

/** `postmaster.pid`: process id, folder, start time, port, …, state, one to a line. It stays behind when the server is killed. */
export async function readPidFile(folder: string): Promise<NotedServer | null> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return { pid, port: Number.isInteger(port) && port > 0 ? port : null, ready: lines[7]?.trim() === 'ready' };
}

/**
 * A killed server that no one has reaped (a container without an init) still counts as alive for the next one, which
 * then refuses to start. Its note may go: Postgres also checks for memory that a leftover process would still hold.
 */
export async function forgetReapable(folder: string, pid: number): Promise<void> {
  if (await isUnreaped(pid)) await rm(pidFile(folder), { force: true });
}

export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !(await isUnreaped(pid));
}

async function isUnreaped(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  // "pid (name) state …"; the name may hold anything, so the state is looked for after the last bracket.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
}

function pidFile(folder: string): string {
  return join(folder, 'postmaster.pid');
}
