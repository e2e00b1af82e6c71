import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually, printerAt, startSpoolWorld, type SpoolWorld } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';

// Printers take real time, and more of it where other tests run at once.
vi.setConfig({ testTimeout: 40_000 });

let printer: VirtualPrinter;
let world: SpoolWorld;
beforeEach(async () => {
  printer = await startVirtualPrinter();
  world = startSpoolWorld([printerAt(printer)], { pollMs: 60_000 });
});
afterEach(async () => {
  await world.spool.stop();
  await printer.stop();
});
const isReady = async (ready: boolean) =>
  eventually(
    () => (world.spool.readyPrinter() !== null) === ready,
    () => `the printer ${ready ? 'does not come to be' : 'stays'} ready`,
  );

describe('a line held for the ticket that is about to come', () => {
  it('takes the ticket as sending, without queueing it first', async () => {
    expect(world.spool.readyPrinter()).toBeNull();
    expect((await world.spool.prepare()).state).toBe('ready');
    expect(printer.connections).toBe(1);
    const job = await world.reaches(world.print('A-047'), 'printed');
    expect(world.store.history(job.uid)).toEqual(['sending', 'printed']);
    expect(job).toMatchObject({ attempts: 1, printerId: 'counter' });
    expect([printer.pieces.length, printer.parseFaults]).toEqual([1, []]);
    // One job a line: the next goes the long way.
    expect(world.spool.readyPrinter()).toBeNull();
    const next = await world.reaches(world.print('A-048'), 'printed');
    expect(world.store.history(next.uid)[0]).toBe('queued');
  });

  it('is one line, however often it is asked for, and none beside a question', async () => {
    await Promise.all([world.spool.prepare(), world.spool.preflight(), world.spool.prepare(), world.spool.preflight()]);
    await isReady(true);
    expect(printer.connections).toBe(1);
  });

  it('hears of a cover that is opened, and that it is shut again', async () => {
    await world.spool.prepare();
    printer.setCondition({ coverOpen: true });
    await isReady(false);
    expect(world.spool.status().state).toBe('cover_open');
    expect((await world.reaches(world.print('A-047'), 'failed_before_send')).attempts).toBe(0);
    printer.setCondition({ coverOpen: false });
  });

  it('is not believed in once the printer is gone', async () => {
    await world.spool.prepare();
    await printer.powerOff();
    await isReady(false);
    const job = await world.reaches(world.print('A-047'), 'failed_before_send');
    await printer.powerOn();
    await world.reaches(job, 'printed');
    expect(printer.pieces).toHaveLength(1);
  });

  it('is not believed in when the printer falls silent', async () => {
    await world.spool.prepare();
    await printer.setFaults({ mute: true });
    await isReady(false);
    const job = await world.reaches(world.print('A-047'), 'failed_before_send');
    expect(job.lastError).toBe('printer.no_answer');
  });

  it('does not go before what an earlier job has left in the printer', async () => {
    await printer.setFaults({ powerOffAfterBytes: 400 });
    await world.reaches(world.print('A-001'), 'unknown');
    await printer.powerOn();
    await world.spool.prepare();
    expect(world.spool.readyPrinter()).toBeNull();
    await world.reaches(world.print('A-002'), 'printed');
    expect(printer.pieces.map(({ complete, text }) => [complete, /A-\d+/.exec(text)?.[0]])).toEqual([
      [false, 'A-001'],
      [true, 'A-002'],
    ]);
  });
});
