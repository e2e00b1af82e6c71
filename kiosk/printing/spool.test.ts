import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { memoryPrintJobStore } from '#testing/virtual-printer/memory-print-job-store.ts';
import { printerFor } from '#testing/virtual-printer/print-bytes.ts';
import { eventually, printerAt, startSpoolWorld, type SpoolWorld } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';

// Printers take real time, and more of it where other tests run at once.
vi.setConfig({ testTimeout: 40_000 });

describe('the spool', () => {
  let printer: VirtualPrinter;
  let world: SpoolWorld | undefined;

  beforeEach(async () => {
    printer = await startVirtualPrinter();
  });
  afterEach(async () => {
    await world?.spool.stop();
    await printer.stop();
    if (printer.parseFaults.length > 0) throw new Error(printer.parseFaults.join('\n'));
  });

  it('prints a ticket once and says so only when the paper is out', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    const job = await world.reaches(world.print('A-047'), 'printed');
    expect(world.store.history(job.uid)).toEqual(['queued', 'sending', 'printed']);
    expect(printer.pieces).toHaveLength(1);
    expect(printer.pieces[0]?.complete).toBe(true);
    expect(printer.pieces[0]?.text).toContain('A-047');
    expect(printer.pieces[0]?.text).not.toContain('COPY');
    printer.checkWhole();
  });

  it('prints what is queued in order', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    for (const token of ['A-001', 'A-002', 'A-003']) world.print(token);
    await eventually(
      () => printer.pieces.length === 3,
      () => `${printer.pieces.length} tickets`,
    );
    expect(printer.pieces.map(({ text }) => /A-\d+/.exec(text)?.[0])).toEqual(['A-001', 'A-002', 'A-003']);
  });

  it('keeps in mind what came out while the disk was full, notes it when there is room, and prints it no second time', async () => {
    const store = memoryPrintJobStore();
    const setState = store.setState.bind(store);
    let full = false;
    store.setState = (uid, change) => {
      if (full) throw new AppError('device.disk_full');
      full = change.state === 'sending';
      return setState(uid, change);
    };
    world = startSpoolWorld([printerAt(printer)], { store });
    const job = world.print('A-047');
    await eventually(
      () => printer.pieces.length === 1,
      () => 'the ticket does not come out',
    );
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    expect(store.find(job.uid)?.state).toBe('sending');
    full = false;
    await world.reaches(job, 'printed');
    expect(printer.pieces).toHaveLength(1);
  });

  it('marks a reprint as a copy', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    const first = await world.reaches(world.print('A-047'), 'printed');
    await world.reaches(world.reprint(first), 'printed');
    expect(printer.pieces[1]?.text).toContain('COPY 2');
    expect(printer.pieces[1]?.text).toContain('A-047');
  });

  it('waits for a printer that is not there and prints when it comes back', async () => {
    await printer.setFaults({ refuse: true });
    world = startSpoolWorld([printerAt(printer)]);
    const job = world.print('A-047');
    await world.reaches(job, 'failed_before_send');
    expect(world.spool.status().state).toBe('unreachable');
    await printer.setFaults({ refuse: false });
    await world.reaches(job, 'printed');
    expect(printer.pieces).toHaveLength(1);
  });

  it('says before a token is issued that there is no paper, and sends nothing', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    printer.setCondition({ paper: 'out' });
    expect((await world.spool.preflight()).state).toBe('paper_out');
    const job = await world.reaches(world.print('A-047'), 'failed_before_send');
    expect(job.lastError).toBe('printer.paper_out');
    expect(job.attempts).toBe(0);
    printer.setCondition({ paper: 'ok' });
    await world.reaches(job, 'printed');
    expect((await world.spool.preflight()).state).toBe('ready');
  });

  it('does not send again what may have been printed, and does not let it come out with new paper', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    printer.endPaperAfterRows(300);
    const job = await world.reaches(world.print('A-047'), 'unknown');
    expect(job.lastError).toBe('printer.not_confirmed');
    expect(world.changes.some((change) => change.type === 'printer' && change.status.state === 'paper_out')).toBe(true);
    printer.setCondition({ paper: 'ok' });
    await world.reaches(world.reprint(job), 'printed');
    expect(printer.pieces.map(({ complete, text }) => [complete, text.includes('COPY 2')])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('goes on by itself when paper is put in before its patience ends', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    printer.endPaperAfterRows(300);
    const job = world.print('A-047');
    await eventually(
      () => printer.condition.paper === 'out',
      () => 'paper did not end',
    );
    printer.setCondition({ paper: 'ok' });
    await world.reaches(job, 'printed');
    expect(printer.pieces).toHaveLength(1);
  });

  it('turns what a crash left sending into unknown and never sends it again', async () => {
    const before = startSpoolWorld([]);
    const job = before.print('A-047');
    before.store.setState(job.uid, { state: 'sending', printerId: 'counter' });
    await before.spool.stop();
    world = startSpoolWorld([printerAt(printer)], { store: before.store });
    await world.reaches(job, 'unknown');
    await world.reaches(world.print('A-048'), 'printed');
    expect(printer.pieces.map(({ text }) => text.includes('A-047'))).toEqual([false]);
  });

  it('never prints a ticket late', async () => {
    await printer.setFaults({ refuse: true });
    world = startSpoolWorld([printerAt(printer)], { maxAgeMs: 300 });
    const job = await world.reaches(world.print('A-047'), 'expired');
    await printer.setFaults({ refuse: false });
    await world.reaches(world.print('A-048'), 'printed');
    expect(world.store.find(job.uid)?.state).toBe('expired');
    expect(printer.pieces).toHaveLength(1);
  });

  it('is not held up, and prints nothing late, when the clock is set back', async () => {
    await printer.setFaults({ refuse: true });
    world = startSpoolWorld([printerAt(printer)], { maxAgeMs: 2500 });
    const first = world.print('A-001');
    await world.reaches(first, 'failed_before_send');
    world.setClock(Date.now() - 86_400_000);
    await printer.setFaults({ refuse: false });
    await world.reaches(first, 'printed');
    await printer.setFaults({ refuse: true });
    const second = world.print('A-002');
    world.setClock(Date.now() - 2 * 86_400_000);
    await world.reaches(second, 'expired');
    expect(printer.pieces).toHaveLength(1);
  });

  it('lets another printer take over, and goes back when the first is well again', async () => {
    const second = await startVirtualPrinter();
    world = startSpoolWorld([printerAt(printer), printerAt(second, undefined, 'spare')]);
    printer.setCondition({ coverOpen: true });
    await world.reaches(world.print('A-001'), 'printed');
    expect([printer.pieces.length, second.pieces.length]).toEqual([0, 1]);
    expect(world.spool.status().state).toBe('ready');
    printer.setCondition({ coverOpen: false });
    await eventually(
      () => world?.spool.statuses()[0]?.status.state === 'ready',
      () => 'the first printer is not noticed',
    );
    await world.reaches(world.print('A-002'), 'printed');
    expect([printer.pieces.length, second.pieces.length]).toEqual([1, 1]);
    await second.stop();
  });

  it('warns of a low roll and goes on printing', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    printer.setCondition({ paper: 'low' });
    await world.reaches(world.print('A-047'), 'printed');
    expect(world.spool.status().state).toBe('paper_low');
  });

  it('is not held up by a printer that takes the connection and says nothing', async () => {
    await printer.setFaults({ hang: true });
    world = startSpoolWorld([printerAt(printer)]);
    const job = await world.reaches(world.print('A-047'), 'failed_before_send');
    expect(job.lastError).toBe('printer.no_answer');
  });

  it('ends within its grace while a printer holds a job', async () => {
    world = startSpoolWorld([printerAt(printer)], {
      timing: { connect: 400, status: 200, send: 60_000, completion: 60_000 },
    });
    const job = world.print('A-047');
    printer.endPaperAfterRows(100);
    await world.reaches(job, 'sending');
    const begun = Date.now();
    await world.spool.stop();
    expect(Date.now() - begun).toBeLessThan(3000);
    expect(world.store.find(job.uid)?.state).toBe('sending');
  });

  it('does not know of a ticket whose acknowledgement comes too late, and marks the reprint', async () => {
    printer.setAckDelay(5500);
    world = startSpoolWorld([printerAt(printer)]);
    const job = await world.reaches(world.print('A-047'), 'unknown');
    printer.setAckDelay(0);
    await world.reaches(world.reprint(job), 'printed');
    expect(printer.pieces.map(({ text }) => text.includes('COPY 2'))).toEqual([false, true]);
  });

  it('cuts away what a broken job left on the paper before it prints the next', async () => {
    world = startSpoolWorld([printerAt(printer)]);
    await printer.setFaults({ powerOffAfterBytes: 400 });
    const job = await world.reaches(world.print('A-001'), 'unknown');
    await printer.powerOn();
    await world.reaches(world.print('A-002'), 'printed');
    expect(printer.pieces.map(({ complete, text }) => [complete, /A-\d+/.exec(text)?.[0]])).toEqual([
      [false, 'A-001'],
      [true, 'A-002'],
    ]);
    expect(world.store.find(job.uid)?.state).toBe('unknown');
  });

  it('says that no printer is set up', async () => {
    world = startSpoolWorld([]);
    expect(await world.spool.preflight()).toEqual({ state: 'not_configured', checkedAt: null });
  });
});

describe.each(PRINTER_PROFILES.map((profile) => [profile.id, profile] as const))(
  'the spool with %s',
  (_id, profile) => {
    it('prints one ticket after the other and knows that they are out', async () => {
      const virtual = await startVirtualPrinter(printerFor(profile));
      const world = startSpoolWorld([printerAt(virtual, profile)]);
      try {
        const first = world.print('A-001');
        const second = world.print('A-002', { clinic: 'عيادة النهر الصحية' });
        await world.reaches(first, 'printed');
        await world.reaches(second, 'printed');
        await eventually(
          () => virtual.idle(),
          () => 'the printer does not come to an end',
        );
        virtual.tearOff();
        expect(virtual.parseFaults).toEqual([]);
        // Without a cutter both hang together.
        expect(virtual.pieces).toHaveLength(profile.cutter === 'none' ? 1 : 2);
      } finally {
        await world.spool.stop();
        await virtual.stop();
      }
    });

    it.skipIf(profile.status === 'none')('hears of an open cover, of low paper and of none', async () => {
      const virtual = await startVirtualPrinter(printerFor(profile));
      const { spool } = startSpoolWorld([printerAt(virtual, profile)]);
      const state = async () => (await spool.preflight()).state;
      try {
        expect(await state()).toBe('ready');
        virtual.setCondition({ paper: 'low' });
        expect(await state()).toBe('paper_low');
        virtual.setCondition({ paper: 'out' });
        expect(await state()).toBe('paper_out');
        virtual.setCondition({ coverOpen: true });
        expect(await state()).toBe('cover_open');
        virtual.setCondition({ paper: 'ok', coverOpen: false, cutterError: true });
        expect(await state()).toBe('error');
      } finally {
        await spool.stop();
        await virtual.stop();
      }
    });
  },
);
