import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { followTree, peakMb } from './memory.ts';
import type { SyncRun } from './sync-run.ts';
import type { Given, Size, System } from './system.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

type Place = { databaseUrl: string; postgresPid: number | null; folder: string; limitMs: number };

/** One run of one system. Throws when it has not ended within the limit, or a process of it went away. */
export async function runSystem(system: System, size: Size, place: Place): Promise<SyncRun> {
  const server = await system.startServer(place.databaseUrl, place.folder, size);
  const database = place.postgresPid === null ? null : followTree(place.postgresPid);
  const given = { ...size, folder: place.folder, wire: server.wire };
  const devices = startWorker(system, 'devices', given);
  const reader = startWorker(system, 'reader', given);
  const limit = AbortSignal.timeout(place.limitMs);
  try {
    await Promise.all([devices.ready, reader.ready]);
    await pause(500);
    const begun = Number(process.hrtime.bigint()) / 1e6;
    devices.go();
    const [durable, visible] = await Promise.race([
      Promise.all([devices.done, reader.done]),
      new Promise<never>((_, reject) => {
        limit.addEventListener('abort', () => reject(new Error(`${system.name}: not done in ${place.limitMs} ms`)));
      }),
    ]);
    const databaseMb = database?.stop() ?? 0;
    return { durableMs: durable - begun, visibleMs: visible - begun, serverMb: peakMb(server.pid), databaseMb };
  } finally {
    database?.stop();
    await Promise.all([devices.stop(), reader.stop()]);
    await server.stop();
  }
}

function startWorker({ worker }: System, role: 'devices' | 'reader', given: Given) {
  const child = fork(WORKER, [worker.href, role], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ready = messageOf(child, 'ready').then(() => undefined);
  const done = messageOf(child, 'done').then(({ at }) => at!);
  // Heard of by whoever waits for them; nobody does any more once the other has failed.
  for (const one of [ready, done]) one.catch(() => undefined);
  child.send(given);
  return {
    ready,
    done,
    go: () => child.send('go'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

type Message = { type: string; at?: number };

async function messageOf(child: ChildProcess, type: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
    child.on('message', (message: Message) => {
      if (message.type === type) resolve(message);
    });
  });
}

export async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
