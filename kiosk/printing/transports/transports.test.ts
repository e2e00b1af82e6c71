import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import { HAS_PSEUDO_TERMINALS, joinPseudoTerminal } from '#testing/virtual-printer/pseudo-terminal.ts';
import { eventually, realScheduler, startSpoolWorld } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { deviceFileTransport } from './device-file-transport.ts';
import { queueTransport, type QueueCommands } from './queue-transport.ts';
import { serialTransport } from './serial-transport.ts';
import { tcpTransport } from './tcp-transport.ts';

// Printers take real time, and more of it where other tests run at once.
vi.setConfig({ testTimeout: 40_000 });

const SEND = { deadlineMs: 500, pacingMs: 0 };

describe('sending over TCP', () => {
  let sockets: Socket[] = [];
  let received = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
  });
  let port = 0;
  beforeEach(async () => {
    sockets = [];
    received = 0;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });
  const reading = () =>
    server.once('connection', (socket) => {
      socket.on('data', (bytes) => {
        received += bytes.length;
      });
    });

  it('hands over every byte before it closes', async () => {
    reading();
    const connection = await tcpTransport('127.0.0.1', port, realScheduler).connect(500);
    expect(await connection.send(Buffer.alloc(1_000_000), { ...SEND, deadlineMs: 5000 })).toBe('sent');
    expect(await connection.close()).toBe(true);
    expect(received).toBe(1_000_000);
  });

  it('does not know how a job ended that nobody reads, and says so at its deadline', async () => {
    server.once('connection', (socket) => socket.pause());
    const connection = await tcpTransport('127.0.0.1', port, realScheduler).connect(500);
    const begun = Date.now();
    expect(await connection.send(Buffer.alloc(50_000_000), SEND)).toBe('unknown');
    expect(Date.now() - begun).toBeLessThan(2000);
    await connection.close();
  });

  it('does not know how a job ended whose connection was reset', async () => {
    server.once('connection', (socket) => socket.once('data', () => socket.resetAndDestroy()));
    const connection = await tcpTransport('127.0.0.1', port, realScheduler).connect(500);
    expect(await connection.send(Buffer.alloc(50_000_000), SEND)).toBe('unknown');
    expect(await connection.close()).toBe(false);
  });

  it('knows that nothing was sent when the connection had gone before', async () => {
    const connection = await tcpTransport('127.0.0.1', port, realScheduler).connect(500);
    await eventually(
      () => sockets[0] ?? null,
      () => 'no connection',
    );
    sockets[0]?.resetAndDestroy();
    await connection.closed;
    expect(await connection.send(Buffer.from('x'), SEND)).toBe('failed_before_send');
  });

  it('cannot connect where nobody listens', async () => {
    await expect(tcpTransport('127.0.0.1', 1, realScheduler).connect(500)).rejects.toMatchObject({
      code: 'printer.unreachable',
    });
  });

  it('rests between chunks when the printer is slow to swallow', async () => {
    reading();
    const connection = await tcpTransport('127.0.0.1', port, realScheduler).connect(500);
    const begun = Date.now();
    expect(await connection.send(Buffer.alloc(5 * 4096), { deadlineMs: 2000, pacingMs: 40 })).toBe('sent');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(4 * 40 - 5);
    await connection.close();
  });
});

describe.skipIf(!HAS_PSEUDO_TERMINALS)('printing over a line', () => {
  let printer: VirtualPrinter;
  let line: { path: string; stop(): Promise<void> };
  beforeEach(async () => {
    printer = await startVirtualPrinter();
    line = await joinPseudoTerminal(printer.port);
  });
  afterEach(async () => {
    await line.stop();
    await printer.stop();
  });

  it.each([
    ['a device file', () => deviceFileTransport(line.path, realScheduler)],
    ['a serial port', () => serialTransport({ path: line.path, baudRate: 115_200, rtscts: false }, realScheduler)],
  ] as const)('%s: status, ticket, completion', async (_name, transport) => {
    const world = startSpoolWorld([
      { id: 'line', profile: findPrinterProfile('epson-tm-t20'), transport: transport() },
    ]);
    await world.reaches(world.print('A-047', { clinic: 'عيادة النهر' }), 'printed');
    printer.setCondition({ paper: 'out' });
    expect((await world.spool.preflight()).state).toBe('paper_out');
    printer.setCondition({ paper: 'ok' });
    await world.reaches(world.print('A-048'), 'printed');
    await world.spool.stop();
    expect(printer.parseFaults).toEqual([]);
    expect(printer.pieces.map(({ complete }) => complete)).toEqual([true, true]);
  });
});

describe.skipIf(!HAS_PSEUDO_TERMINALS)('a printer that is plugged in later', () => {
  it('prints what waits for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plug-'));
    const path = join(folder, 'lp0');
    const printer = await startVirtualPrinter();
    const line = await joinPseudoTerminal(printer.port);
    const transport = deviceFileTransport(path, realScheduler);
    const world = startSpoolWorld([{ id: 'usb', profile: findPrinterProfile('epson-tm-t20'), transport }]);
    const job = world.print('A-047');
    await world.reaches(job, 'failed_before_send');
    expect(world.spool.status().state).toBe('unreachable');
    symlinkSync(line.path, path);
    await world.reaches(job, 'printed');
    await world.spool.stop();
    await line.stop();
    await printer.stop();
    rmSync(folder, { recursive: true });
    expect(printer.pieces).toHaveLength(1);
  });
});

describe('a printer that is unplugged', () => {
  it.each([
    ['device file', () => deviceFileTransport('/dev/usb/lp-that-is-not-there', realScheduler)],
    ['serial port', () => serialTransport({ path: '/dev/tty-not-there', baudRate: 9600, rtscts: true }, realScheduler)],
  ] as const)('is unreachable as a %s', async (_name, transport) => {
    await expect(transport().connect(1000)).rejects.toMatchObject({ code: 'printer.unreachable' });
  });
});

describe("the system's own queue", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'queue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Stands in for lp and lpstat: a real process that keeps what it was given. */
  const queueProgram = (print: string, check = '', jobs = ''): QueueCommands => {
    const script = (name: string, source: string, queue: string) => {
      const path = join(folder, name);
      writeFileSync(path, source);
      return { command: process.execPath, args: [path, queue, join(folder, 'job')] };
    };
    return {
      print: (queue) => script('print.cjs', print, queue),
      jobIn: (output) => /job (\w+)/.exec(output)?.[1] ?? null,
      check: (queue) => script('check.cjs', check, queue),
      jobs: (queue) => script('jobs.cjs', jobs, queue),
      cancel: (queue, job) => script('cancel.cjs', KEEP_CANCELLED, `${queue} ${job}`),
    };
  };
  const KEEP_CANCELLED = "require('fs').writeFileSync(process.argv[3]+'.cancelled',process.argv[2]);";
  const KEEP = "const fs=require('fs');fs.writeFileSync(process.argv[3],fs.readFileSync(0));";

  it('gets the job whole', async () => {
    const connection = await queueTransport('Front desk', queueProgram(KEEP), realScheduler).connect(5000);
    const job = Buffer.alloc(300_000, 7);
    expect(await connection.send(job, { ...SEND, deadlineMs: 5000 })).toBe('sent');
    expect(readFileSync(join(folder, 'job')).equals(job)).toBe(true);
  });

  it('has not got it when it refuses, and nobody knows when it hangs', async () => {
    const refuses = await queueTransport('desk', queueProgram('process.exit(1)'), realScheduler).connect(5000);
    expect(await refuses.send(Buffer.from('x'), { ...SEND, deadlineMs: 5000 })).toBe('failed_before_send');
    const hangs = await queueTransport('desk', queueProgram('setInterval(()=>{},1000)'), realScheduler).connect(5000);
    expect(await hangs.send(Buffer.from('x'), SEND)).toBe('unknown');
  });

  it('has sent it on when it is no longer listed', async () => {
    // Listed at the first two looks.
    const listed = "const f=process.argv[3]+'.looks',fs=require('fs');let n=0;try{n=+fs.readFileSync(f)}catch{}";
    const jobs = `${listed};fs.writeFileSync(f,String(n+1));if(n<2)console.log('j7  someone 512')`;
    const program = queueProgram(`${KEEP}console.log('job j7')`, '', jobs);
    const connection = await queueTransport('desk', program, realScheduler).connect(5000);
    expect(await connection.send(Buffer.from('x'), { ...SEND, deadlineMs: 10_000 })).toBe('sent');
    expect(readFileSync(join(folder, 'job.looks'), 'utf8')).toBe('3');
  });

  it('gives back what it has not printed in time, so that it never comes out late', async () => {
    const program = queueProgram(`${KEEP}console.log('job j7')`, '', "console.log('j70 other\\nj7  someone 512')");
    const connection = await queueTransport('desk', program, realScheduler).connect(5000);
    expect(await connection.send(Buffer.from('x'), { ...SEND, deadlineMs: 1500 })).toBe('unknown');
    expect(readFileSync(join(folder, 'job.cancelled'), 'utf8')).toBe('desk j7');
  });

  it('is unreachable when it is not there, and has no name that is an option or a command', async () => {
    const gone = queueTransport('desk', queueProgram(KEEP, 'process.exit(1)'), realScheduler);
    await expect(gone.connect(5000)).rejects.toMatchObject({ code: 'printer.unreachable' });
    for (const name of ['-o', "x'; Remove-Item", 'a\nb', '$(id)', '']) {
      const odd = queueTransport(name, queueProgram(KEEP), realScheduler);
      await expect(odd.connect(5000)).rejects.toMatchObject({ code: 'printer.queue_name' });
    }
  });

  it('prints a ticket through the spool', async () => {
    const transport = queueTransport('desk', queueProgram(KEEP), realScheduler);
    const timing = { connect: 5000, status: 500, send: 5000, completion: 500 };
    const world = startSpoolWorld([{ id: 'queue', profile: findPrinterProfile('generic-80'), transport }], { timing });
    await world.reaches(world.print('A-047'), 'printed');
    await world.spool.stop();
    expect(readFileSync(join(folder, 'job')).includes('A-047')).toBe(true);
  });
});
