import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { v7 } from 'uuid';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { closeDatabase, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';
import { newFolder, NOON, openPairedDevice, removeFolder, reopen } from '#testing/device/device-world.ts';
import { memoryPrintJobStore } from '#testing/virtual-printer/memory-print-job-store.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import { EPSON, eventually, printerAt, startSpoolWorld } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { encodeTicket } from './encode-ticket.ts';

// Printers take real time, and more of it where other tests run at once.
vi.setConfig({ testTimeout: 40_000 });

let printer: VirtualPrinter;
beforeEach(async () => {
  printer = await startVirtualPrinter();
});
afterEach(async () => printer.stop());

/** As a kiosk that lost its power in the middle of a picture: the rest of it is still awaited. */
async function sendHalf(token: string): Promise<void> {
  const bytes = encodeTicket(sampleTicket('ar', { token }), 1, PLAIN_TEMPLATE, EPSON);
  const half = bytes.subarray(0, bytes.indexOf(Buffer.from([0x1d, 0x76, 0x30])) + 300);
  const socket = connect(printer.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.end(half);
  await eventually(
    () => printer.bytesReceived >= half.length,
    () => 'the half does not arrive',
  );
}

describe('a printer that holds part of a job nobody finished', () => {
  it('is cleared before the next ticket, however often the kiosk was started meanwhile', async () => {
    const store = memoryPrintJobStore();
    const job = { uid: v7(), visitUid: v7(), copyNo: 1, ticket: sampleTicket('ar'), createdAt: Date.now() };
    store.create(job, 'counter');
    await sendHalf('A-047');
    await printer.setFaults({ refuse: true });
    for (let start = 0; start < 3; start += 1) {
      const world = startSpoolWorld([printerAt(printer)], { store });
      expect(store.find(job.uid)?.state).toBe('unknown');
      await world.spool.preflight();
      await world.spool.stop();
      expect(store.leftovers().get('counter')).toBe('bytes');
    }
    await printer.setFaults({ refuse: false });
    const world = startSpoolWorld([printerAt(printer)], { store });
    await world.reaches(world.print('A-048'), 'printed');
    expect(store.leftovers().get('counter')).toBe('nothing');
    await world.spool.stop();
    const whole = printer.pieces.filter(({ complete }) => complete);
    expect(whole.map(({ text }) => [text.includes('A-048'), text.includes('A-047')])).toEqual([[true, false]]);
    expect(printer.parseFaults).toEqual([]);
  });

  it('writes nothing about a printer that holds nothing', async () => {
    const store = memoryPrintJobStore();
    const setState = store.setState.bind(store);
    const changes: string[][] = [];
    store.setState = (uid, change) => {
      changes.push(Object.keys(change));
      return setState(uid, change);
    };
    const world = startSpoolWorld([printerAt(printer)], { store });
    await world.reaches(world.print('A-001'), 'printed');
    await world.spool.stop();
    expect(changes.flat()).not.toContain('leftover');
  });
});

describe('what printers hold', () => {
  let folder: string;
  let db: DeviceDatabase;
  beforeEach(() => {
    folder = newFolder();
    db = openPairedDevice(folder);
  });
  afterEach(() => {
    closeDatabase(db);
    removeFolder(folder);
  });
  const add = (sendingTo: string | null) => {
    const store = openPrintJobStore(db, () => NOON);
    return store.create(
      { uid: v7(), visitUid: v7(), copyNo: 1, ticket: sampleTicket('en'), createdAt: NOON },
      sendingTo,
    );
  };

  it('is known after each start until a job has ended well', () => {
    const { uid } = add('front');
    add(null);
    for (let start = 0; start < 2; start += 1) {
      db = reopen(db, folder);
      const store = openPrintJobStore(db, () => NOON);
      store.bootRecover();
      expect([...store.leftovers()]).toEqual([['front', 'bytes']]);
    }
    const store = openPrintJobStore(db, () => NOON);
    store.setState(uid, { state: 'unknown', printerId: 'front', leftover: 'paper' });
    expect([...store.leftovers()]).toEqual([['front', 'paper']]);
    store.setState(uid, { state: 'unknown' });
    expect([...store.leftovers()]).toEqual([['front', 'paper']]);
    store.setState(uid, { state: 'printed', leftover: 'nothing' });
    expect([...store.leftovers()]).toEqual([]);
  });
});
