import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AppError } from '#shared/domain/errors.ts';
import type { KioskAnswer, KioskTalk } from './kiosk-talk.ts';

const PROGRAM = fileURLToPath(new URL('kiosk-program.ts', import.meta.url));

export type KioskProcess = {
  child: ChildProcess;
  /** Throws the AppError that it refuses with; `kiosk.gone` when it dies before it answers. */
  ask<M extends keyof KioskTalk>(method: M, question: KioskTalk[M]['ask']): Promise<KioskTalk[M]['answer']>;
  /** As a power cut; waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; waits until it is gone. */
  stop(): Promise<void>;
  /** When it has ended, with what it said on stderr. */
  ended: Promise<{ code: number | null; stderr: string }>;
};

/** Starts one and waits until it is ready; throws with its last words when it cannot start. */
export async function startKioskProcess(env: Record<string, string>): Promise<KioskProcess> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }));
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: AppError) => void }>();
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: KioskAnswer) => {
      if (message.type === 'ready') return resolve();
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'answer') one?.resolve(message.value);
      else one?.reject(new AppError(message.code));
    });
    void ended.then(() => {
      for (const one of waiting.values()) one.reject(new AppError('kiosk.gone'));
      waiting.clear();
      reject(new Error(stderr || 'the kiosk did not start'));
    });
  });
  await ready;
  let lastId = 0;
  return {
    child,
    ended,
    ask: async (method, question) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new AppError('kiosk.gone'));
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: lastId, method, ...question }, () => undefined);
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
