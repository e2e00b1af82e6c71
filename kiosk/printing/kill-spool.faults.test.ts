import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLatestPrint } from '#kiosk/print-job.queries.ts';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import type { DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { eventually } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';

const PROGRAM = fileURLToPath(new URL('../../testing/virtual-printer/spool-process.ts', import.meta.url));
/** Starting a program takes seconds where others are busy, and sometimes many. */
const PATIENCE_MS = 120_000;
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10);

describe('a spool that is killed', () => {
  let folder: string;
  let printer: VirtualPrinter;
  let db: DeviceDatabase;
  const started: ChildProcess[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'spool-'));
    db = openDatabase({ file: join(folder, 'device.db') });
    printer = await startVirtualPrinter();
  });
  afterEach(async () => {
    // A test that failed has left some.
    for (const child of started.splice(0)) child.kill('SIGKILL');
    await printer.stop();
    db.$client.close();
    rmSync(folder, { recursive: true });
  });

  const start = (...ticket: string[]): ChildProcess => {
    const args = [join(folder, 'device.db'), `tcp://127.0.0.1:${printer.port}`, ...ticket];
    const child = fork(PROGRAM, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    started.push(child);
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    child.kill('SIGKILL');
    await gone;
  };
  const stateOf = (uid: string) => openPrintJobStore(db, () => 0).find(uid);
  const unmarked = () => {
    printer.tearOff();
    return printer.pieces.filter(({ text }) => text.includes('A-047') && !text.includes('COPY'));
  };

  /** Kills the process when it says `state`, or after so many bytes of the job; then starts another on the same store. */
  async function killAt(
    state: string,
    afterBytes: number | null,
    ...mode: string[]
  ): Promise<{ uid: string; child: ChildProcess }> {
    const child = start('A-047', ...mode);
    const uid = await new Promise<string>((resolve, reject) => {
      const before = printer.bytesReceived;
      const check =
        afterBytes === null
          ? null
          : printer.onChange(() => {
              if (printer.bytesReceived - before >= afterBytes) child.kill('SIGKILL');
            });
      let found = '';
      child.on('message', (message: { uid?: string; state?: string }) => {
        if (message.uid) found = message.uid;
        if (mode.length > 0 && message.state === 'queued') reject(new Error('no line was held ready'));
        if (afterBytes === null && message.state === state) child.kill('SIGKILL');
      });
      child.once('exit', () => {
        check?.();
        // The kill may come before its word.
        resolve(found || (findLatestPrint(db)?.uid ?? ''));
      });
    });
    return { uid, child: start() };
  }

  /** The ticket after a broken one clears what that may have left; until then no line is held ready. */
  async function printNext(count: number): Promise<void> {
    const next = start('A-048');
    await eventually(
      () => printer.pieces.filter(({ text }) => text.includes('A-048')).length === count,
      () => 'the next ticket does not come out',
      PATIENCE_MS,
    );
    await eventually(
      () => findLatestPrint(db)?.state === 'printed',
      () => 'the next ticket is not known to be out',
      PATIENCE_MS,
    );
    await kill(next);
  }

  it.each([
    ['queued'],
    ['sending'],
    ['printed'],
    // Sent in the same turn as the check-in: a kill between the two must not bring out a second ticket either.
    ['written as sending', 'prepared'],
    ['sending', 'prepared'],
    ['printed', 'prepared'],
  ])('as it says "%s" prints no second ticket and loses none', async (state, ...mode) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = unmarked().length;
      const { uid, child } = await killAt(state, null, ...mode);
      const ended = await eventually(
        () => {
          const job = stateOf(uid);
          return job && ['printed', 'unknown'].includes(job.state) ? job : null;
        },
        () => `the job stays ${stateOf(uid)?.state}`,
        PATIENCE_MS,
      );
      await eventually(
        () => printer.idle(),
        () => 'the printer does not come to an end',
      );
      const papers = unmarked().length - before;
      expect(papers).toBeLessThanOrEqual(1);
      expect(ended.attempts).toBeLessThanOrEqual(1);
      if (ended.state === 'printed' && papers !== 1) throw new Error('printed, and no paper');
      await kill(child);
      await printNext(round + 1);
    }
  });

  it('in the midst of its bytes prints no second ticket and does not spoil the next', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = unmarked().length;
      printer.setSpeed(1);
      const { uid, child } = await killAt('', 1 + round * 170, ...(round % 2 === 0 ? [] : ['prepared']));
      printer.setSpeed(0);
      await eventually(
        () => ['printed', 'unknown'].includes(stateOf(uid)?.state ?? ''),
        () => `the job stays ${stateOf(uid)?.state}`,
        PATIENCE_MS,
      );
      await kill(child);
      expect(unmarked().length - before).toBeLessThanOrEqual(1);
      await printNext(round + 1);
      const last = printer.pieces.findLast(({ text }) => text.includes('A-048'));
      expect(last?.text.includes('A-047')).toBe(false);
    }
  });
});
