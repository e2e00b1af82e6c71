import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './spool-world.ts';
import { startTray, type Tray } from './tray-server.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

async function dial(printer: VirtualPrinter): Promise<{ socket: Socket; said: () => string }> {
  const socket = connect(printer.port, '127.0.0.1');
  let said = '';
  socket.on('data', (bytes) => {
    said += Buffer.from(bytes).toString('hex');
  });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => {
    socket.once('connect', () => resolve());
  });
  return { socket, said: () => said };
}

const PAPER_OK = '00';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the virtual printer', () => {
  let printer: VirtualPrinter;
  beforeEach(async () => {
    printer = await startVirtualPrinter();
  });
  afterEach(() => printer.stop());

  it.each([
    ['a command that is none', '1b 5a 01'],
    ['a control byte in text', '41 07 42'],
    ['DEL', '41 7f'],
    ['a scale that is too large', '1d 21 88'],
    ['a picture of no rows', '1d 76 30 00 02 00 00 00'],
    ['a picture wider than the paper', '1d 76 30 00 49 00 01 00' + '00'.repeat(73)],
    ['a band of more than 255 rows', '1d 76 30 00 01 00 00 01' + '00'.repeat(256)],
    ['a code with no data', '1d 28 6b 03 00 31 51 30'],
    ['a code with a letter that is not ASCII', '1d 28 6b 04 00 31 50 30 e9'],
    ['another DLE DC4', '10 14 01 00 01'],
  ])('fails loudly on %s', async (_name, bytes) => {
    const { socket } = await dial(printer);
    socket.end(hex(bytes));
    await eventually(
      () => printer.parseFaults.length > 0,
      () => 'no fault',
    );
    expect(printer.parseFaults).toHaveLength(1);
    expect(printer.pieces).toHaveLength(0);
  });

  it('fails on text wider than the paper and on a stream that stops inside a command', async () => {
    const { socket } = await dial(printer);
    socket.write(Buffer.concat([Buffer.alloc(49, 0x41), hex('0a')]));
    await eventually(
      () => printer.parseFaults[0]?.includes('wider') ?? false,
      () => 'no fault',
    );
    socket.end(hex('1b'));
    await eventually(
      () => printer.bytesReceived === 51,
      () => 'not received',
    );
    expect(() => printer.checkWhole()).toThrow('ends inside a command');
  });

  it('answers status at once, even without paper, and reports changes once it is told to', async () => {
    const { socket, said } = await dial(printer);
    printer.setCondition({ paper: 'out', coverOpen: true });
    socket.write(hex('10 04 01 10 04 02 10 04 03 10 04 04'));
    await eventually(
      () => said() === '1a36127e',
      () => said(),
    );
    printer.setCondition({ paper: 'ok', coverOpen: false });
    socket.write(hex('1d 61 ff'));
    await eventually(
      () => said().endsWith('1000000f'),
      () => said(),
    );
    printer.setCondition({ paper: 'low' });
    await eventually(
      () => said().endsWith('1000030f'),
      () => said(),
    );
    expect(printer.parseFaults).toEqual([]);
    socket.destroy();
  });

  it('is fooled, as firmware is, by a status question inside a picture', async () => {
    const { socket, said } = await dial(printer);
    socket.write(hex('1d 76 30 00 03 00 01 00 10 04 01'));
    await eventually(
      () => said() === '12',
      () => said(),
    );
    expect(printer.parseFaults).toEqual([]);
    socket.destroy();
  });

  it('acknowledges in order, when what comes before is on paper', async () => {
    const { socket, said } = await dial(printer);
    printer.setCondition({ paper: 'out' });
    socket.write(hex('41 0a 1d 28 48 06 00 30 30 41 42 43 44 1d 72 01'));
    await eventually(
      () => printer.bytesReceived === 16,
      () => 'not received',
    );
    expect(said()).toBe('');
    printer.setCondition({ paper: 'ok' });
    await eventually(
      () => said() === '37224142434400' + PAPER_OK,
      () => said(),
    );
    socket.destroy();
  });

  it('prints pictures dot for dot', async () => {
    const { socket } = await dial(printer);
    const rows = Uint8Array.from({ length: 72 * 40 }, (_, n) => (n * 37) & 0xff);
    socket.end(Buffer.concat([hex('1d 76 30 00 48 00 28 00'), rows, hex('1d 56 01')]));
    await eventually(
      () => printer.pieces[0] ?? null,
      () => 'nothing printed',
    );
    expect(printer.pieces[0]?.bitmap.data).toEqual(rows);
  });

  it('stops in the midst of a picture when the paper ends, and goes on with the next row', async () => {
    const { socket } = await dial(printer);
    printer.endPaperAfterRows(10);
    const rows = Uint8Array.from({ length: 72 * 40 }, (_, n) => n & 0xff);
    socket.write(Buffer.concat([hex('1d 76 30 00 48 00 28 00'), rows, hex('1d 56 01')]));
    await eventually(
      () => printer.condition.paper === 'out',
      () => 'paper does not end',
    );
    expect(printer.pieces).toHaveLength(0);
    printer.setCondition({ paper: 'ok' });
    await eventually(
      () => printer.pieces.length === 1,
      () => 'does not go on',
    );
    expect(printer.pieces[0]?.bitmap.data).toEqual(rows);
    socket.destroy();
  });

  it('loses all but the paper with its power', async () => {
    const { socket } = await dial(printer);
    socket.write(hex('41 0a'));
    await eventually(
      () => printer.bytesReceived === 2 && printer.idle(),
      () => 'does not print',
    );
    await printer.setFaults({ powerOffAfterBytes: 2 });
    socket.write(hex('42 0a 1d 56 01'));
    await eventually(
      () => !printer.on,
      () => 'still on',
    );
    await printer.powerOn();
    printer.tearOff();
    expect(printer.pieces).toMatchObject([{ text: expect.stringMatching(/^A\n(B\n)?$/), complete: false }]);
  });
});

describe("the tray's page", () => {
  let printer: VirtualPrinter;
  let tray: Tray;
  beforeEach(async () => {
    printer = await startVirtualPrinter();
    tray = await startTray(printer);
  });
  afterEach(async () => {
    await tray.stop();
    await printer.stop();
  });

  const change = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${tray.url}api/change`, { method: 'POST', body: JSON.stringify(body), headers });

  it('shows the paper and takes changes', async () => {
    const { socket } = await dial(printer);
    socket.end(hex('41 0a 1d 56 01'));
    await eventually(
      () => printer.pieces.length === 1,
      () => 'nothing printed',
    );
    const picture = await fetch(`${tray.url}tickets/0.png`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(await (await change({ paper: 'out', coverOpen: true })).json()).toMatchObject({
      paper: 'out',
      coverOpen: true,
    });
    expect(printer.condition).toMatchObject({ paper: 'out', coverOpen: true });
    expect(await (await fetch(`${tray.url}api/state`)).json()).toMatchObject({ tickets: [{ number: 0, text: 'A\n' }] });
  });

  it('tells of every change as it happens', async () => {
    const response = await fetch(`${tray.url}events`);
    const reader = response.body?.getReader();
    let seen = '';
    printer.setCondition({ paper: 'low' });
    while (!seen.includes('"paper":"low"')) {
      const part = await reader?.read();
      if (part?.done) break;
      seen += Buffer.from(part?.value ?? []).toString();
    }
    expect(seen).toContain('"paper":"low"');
    await reader?.cancel();
  });

  it('refuses what it does not know, other origins and other names', async () => {
    expect((await change({ paper: 'maybe' })).status).toBe(400);
    expect((await change({ explode: true })).status).toBe(400);
    expect((await change({ paper: 'out' }, { Origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(printer.condition.paper).toBe('ok');
    expect((await fetch(`${tray.url}tickets/7.png`)).status).toBe(404);
    const page = await fetch(tray.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
