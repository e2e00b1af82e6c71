import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Bug } from './bugs.ts';
import type { ClinicSize } from './clinic-size.ts';
import type { SeedResult } from './run-seed.ts';

/** `size` null: the seed's own. */
export type SeedJob = { seed: number; size: ClinicSize | null; bug: Bug | null; tell?: boolean };
export type WorkerMessage =
  | { type: 'ready' }
  | { type: 'event'; text: string }
  | { type: 'result'; job: SeedJob; result: SeedResult };

export type SeedRun = {
  server: string;
  template: string;
  /** Taken one by one, by whichever worker is free. */
  jobs: Iterable<SeedJob>;
  onResult: (job: SeedJob, result: SeedResult) => void;
  onEvent?: (text: string) => void;
  workers?: number;
};

/** Of real time. The largest clinic takes a tenth of it on a busy machine; one that stands still for ever is a finding, too. */
const STUCK_AFTER_MS = 10 * 60_000;

/** Runs seeds in processes of their own, each with databases of its own on one server. A worker that dies or stands still fails its seed. */
export async function runSeeds({ server, template, jobs, onResult, onEvent, workers }: SeedRun): Promise<void> {
  const queue = jobs[Symbol.iterator]();
  const running = Array.from({ length: workers ?? availableParallelism() }, async (_, index) => {
    const first = queue.next();
    if (first.done) return;
    await new Promise<void>((resolve) => {
      const file = fileURLToPath(new URL('seed-worker.ts', import.meta.url));
      const database = `anteroom_sim_${process.pid}_${index}`;
      const worker: ChildProcess = fork(file, [server, template, database], { execArgv: [] });
      let job: SeedJob | null = first.value;
      let stuck: NodeJS.Timeout | undefined;
      const next = (): void => {
        const following = job === null ? queue.next() : { value: job, done: false as const };
        job = following.done ? null : following.value;
        clearTimeout(stuck);
        if (!job) return worker.disconnect();
        worker.send(job);
        stuck = setTimeout(() => worker.kill('SIGKILL'), STUCK_AFTER_MS);
      };
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'event') return onEvent?.(message.text);
        if (message.type === 'result') {
          onResult(message.job, message.result);
          job = null;
        }
        next();
      });
      worker.on('exit', (code, signal) => {
        clearTimeout(stuck);
        const died = {
          findings: [`its process ended with ${code ?? signal}`],
          done: 0,
          refused: 0,
          gone: 0,
          virtualMs: 0,
        };
        if (job) onResult(job, { seed: job.seed, ...died });
        resolve();
      });
    });
  });
  await Promise.all(running);
}

/** The one command that runs this seed again. */
export function replayCommand({ seed, size, bug }: SeedJob): string {
  const given = size ? ` --devices ${size.devices} --ops ${size.ops} --minutes ${size.faultMinutes}` : '';
  return `npm run sim -- --seed ${seed}${given}${bug ? ` --bug ${bug}` : ''}`;
}
