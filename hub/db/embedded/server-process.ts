import { spawn, type SpawnOptions } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgresBinaries } from './binaries.ts';
import { readPidFile } from './pid-file.ts';

/**
 * Starts the server in a session of its own, so that it outlives a killed hub with everything committed, and a Ctrl-C at
 * the terminal reaches the hub alone. Crash recovery may take long; it is waited for. False: it ended before it was ready.
 */
export async function startServer(folder: string, port: number): Promise<boolean> {
  const { postgres } = await findPostgresBinaries();
  const log = await open(serverLog(folder), 'a', 0o600);
  const child = spawn(postgres, ['-D', folder, ...serverSettings(port)], {
    ...(await asOwner(folder)),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  await log.close();
  const isEnded = () => ended;
  while (!isEnded()) {
    const noted = await readPidFile(folder);
    if (noted?.ready && noted.pid === child.pid) return true;
    await sleep(30);
  }
  return false;
}

/** Fast: open transactions roll back. Should it hang, it is cut off as by a power failure, which the next start repairs. */
export async function stopServer(folder: string): Promise<void> {
  if (!(await pgCtl(folder, ['stop', '-w', '-m', 'fast', '-t', '2']))) {
    await pgCtl(folder, ['stop', '-w', '-m', 'immediate', '-t', '1']);
  }
}

/** Why the server last refused to start, in its own words. */
export async function readLastFailure(folder: string): Promise<string> {
  const log = await readFile(serverLog(folder), 'utf8').catch(() => '');
  const line = log.split('\n').findLast((text) => /FATAL|PANIC|could not/u.test(text));
  return line?.replace(/^.*?(?:FATAL|PANIC|LOG): +/u, '') ?? 'no reason given';
}

export function serverLog(folder: string): string {
  return join(folder, 'server.log');
}

export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function serverSettings(port: number): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    lc_messages: 'C',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A statement, or the key of a duplicate, could name a patient in the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(process.platform === 'win32' ? {} : { unix_socket_directories: '' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function pgCtl(folder: string, args: string[]): Promise<boolean> {
  const { pg_ctl } = await findPostgresBinaries();
  const child = spawn(pg_ctl, [...args, '-D', folder], { ...(await asOwner(folder)), stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Only the owner of the folder may run its server; root has to become that user. */
async function asOwner(folder: string): Promise<SpawnOptions> {
  const { uid, gid } = await stat(folder);
  return {
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    cwd: folder,
    // Nothing of PGPORT, PGOPTIONS and the like may reach it.
    env: { PATH: process.env['PATH'], LC_ALL: 'C', SystemRoot: process.env['SystemRoot'] },
  };
}
