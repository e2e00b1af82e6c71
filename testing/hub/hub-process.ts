import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Some of these start a whole server on a machine that is busy with other tests.
export const HUB_PROCESS_TIMEOUT_MS = 90_000;

const MAIN = fileURLToPath(new URL('../../hub/main.ts', import.meta.url));

export type HubExit = { code: number | null; stderr: string; stdout: string };
export type HubProcess = {
  child: ChildProcess;
  /** Resolves with the URL when it is ready; rejects with what it said when it ends before. */
  ready: Promise<string>;
  ended: Promise<HubExit>;
  /** SIGTERM, then how it ended. */
  stop(): Promise<HubExit>;
};

/** `node hub/main.ts` as a process of its own, with nothing of this one's settings. */
export function startHubProcess(env: Record<string, string>): HubProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'silent', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]): HubExit => ({ code: code as number | null, ...said }));
  const ready = new Promise<string>((resolve, reject) => {
    child.once('message', (message: { type: string; url: string }) => resolve(message.url));
    void ended.then(({ code, stderr }) => reject(new Error(`the hub ended with ${code}: ${stderr}`)));
  });
  // A test that waits for `ended` alone has nothing to do with it.
  ready.catch(() => undefined);
  return {
    child,
    ready,
    ended,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A data folder that the user which runs Postgres can enter, too. The caller removes it. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-test-data-'));
  await chmod(folder, 0o755);
  return folder;
}
