import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import { HAS_CUPS, startPrivateCups, type PrivateCups } from '#testing/virtual-printer/private-cups.ts';
import { eventually, realScheduler, startSpoolWorld, type SpoolWorld } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { CUPS, queueTransport } from './queue-transport.ts';

/** Against the real thing where it is installed (Debian: `apt-get install cups`) and this runs as root; skipped elsewhere. */
describe.skipIf(!HAS_CUPS)('a queue of CUPS', () => {
  let cups: PrivateCups;
  let printer: VirtualPrinter;
  const before = process.env['CUPS_SERVER'];
  beforeAll(async () => {
    cups = await startPrivateCups();
    process.env['CUPS_SERVER'] = cups.server;
  }, 20_000);
  afterAll(async () => {
    if (before === undefined) delete process.env['CUPS_SERVER'];
    else process.env['CUPS_SERVER'] = before;
    await cups.stop();
  });
  beforeEach(async () => {
    printer = await startVirtualPrinter();
    return async () => printer.stop();
  });

  const worldFor = (queue: string, send: number): SpoolWorld => {
    const transport = queueTransport(queue, CUPS, realScheduler);
    const profile = findPrinterProfile('epson-tm-t20');
    const timing = { connect: 10_000, status: 1500, send, completion: 1500 };
    return startSpoolWorld([{ id: 'queue', profile, transport }], { timing, maxAgeMs: 60_000 });
  };
  /** As `reaches`, for programs that take their time. */
  const ends = async (world: SpoolWorld, uid: string) =>
    eventually(
      () => {
        const job = world.store.find(uid);
        return job && ['printed', 'unknown', 'expired'].includes(job.state) ? job.state : null;
      },
      () => `the job is ${world.store.find(uid)?.state}`,
      30_000,
    );

  it('passes a ticket on, byte for byte, and knows when it has', async () => {
    cups.addQueue('front', printer.port);
    const world = worldFor('front', 20_000);
    const job = world.print('A-047', { clinic: 'عيادة النهر', language: 'ar' });
    expect(await ends(world, job.uid)).toBe('printed');
    await world.spool.stop();
    await eventually(
      () => printer.pieces.length === 1 && printer.idle(),
      () => 'no ticket',
    );
    expect(printer.parseFaults).toEqual([]);
    expect(printer.pieces.map(({ complete, text }) => [complete, text.includes('A-047')])).toEqual([[true, true]]);
  }, 60_000);

  it('never prints a ticket late: one that waits in it for its printer is taken back', async () => {
    await printer.setFaults({ refuse: true });
    cups.addQueue('back', printer.port);
    const world = worldFor('back', 3000);
    const job = world.print('A-048');
    expect(await ends(world, job.uid)).toBe('unknown');
    await printer.setFaults({ refuse: false });
    const next = world.print('A-049');
    expect(await ends(world, next.uid)).toBe('printed');
    // Time enough for CUPS to try what it would have kept.
    await new Promise((resolve) => {
      setTimeout(resolve, 6000);
    });
    await world.spool.stop();
    const tickets = printer.pieces.map(({ text }) => /A-\d+/.exec(text)?.[0]);
    expect(tickets).toEqual(['A-049']);
  }, 90_000);

  it('is unreachable when there is no such queue', async () => {
    await expect(queueTransport('nowhere', CUPS, realScheduler).connect(10_000)).rejects.toMatchObject({
      code: 'printer.unreachable',
    });
  });
});
