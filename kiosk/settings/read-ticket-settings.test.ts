import { createCanvas } from '@napi-rs/canvas';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { v7 } from 'uuid';
import { checkIn } from '#kiosk/check-in.ts';
import { spoolPrinter } from '#kiosk/spool-printer.ts';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import type { SyncedPayload } from '#shared/protocol/entities.ts';
import { LOCATION, makeCheckIn, newFolder, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { eventually } from '#testing/virtual-printer/spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { readTicketSettings } from './read-ticket-settings.ts';

// Printers take real time, and more of it where other tests run at once.
vi.setConfig({ testTimeout: 40_000 });

let folder: string;
let db: DeviceDatabase;
let paper: VirtualPrinter;
let rev = 0;
beforeEach(async () => {
  folder = newFolder();
  db = openPairedDevice(folder);
  paper = await startVirtualPrinter();
  rev = 0;
});
afterEach(async () => {
  await paper.stop();
  closeDatabase(db);
  removeFolder(folder);
});

type Told = Partial<Omit<SyncedPayload<'ticket_settings'>, 'uid'>>;
function tell(change: Told | { header: number }): void {
  rev += 1;
  const row = {
    seq: rev,
    entity: 'ticket_settings',
    uid: LOCATION.uid,
    rev,
    payload: { uid: LOCATION.uid, ...change },
  };
  writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'clinic', rows: [row], head: rev }));
}

async function printTicket(): Promise<{ text: string; height: number }> {
  const ports = systemPorts();
  const before = paper.pieces.length;
  checkIn({ db, clock: ports.clock, ids: () => v7() }, makeCheckIn());
  const printer = spoolPrinter({ db, ports }, `tcp://127.0.0.1:${paper.port}`);
  const piece = await eventually(
    () => paper.pieces[before] ?? null,
    () => 'no ticket comes out',
  );
  await printer.stop();
  return { text: piece.text, height: piece.bitmap.height };
}

function logo(): string {
  const canvas = createCanvas(200, 100);
  canvas.getContext('2d').fillRect(20, 20, 160, 60);
  return canvas.toBuffer('image/png').toString('base64');
}

it('what the hub says of tickets stands on the next one, the name as far as it allows', async () => {
  const plain = await printTicket();
  expect(plain.text).not.toMatch(/Amira|12 River/u);
  tell({ header: { text: '12 River Street' }, footer: { text: 'Get well soon' }, patient_name: 'initials' });
  const chosen = await printTicket();
  expect(chosen.text).toContain('12 River Street');
  expect(chosen.text).toContain('Get well soon');
  expect(chosen.text).toContain('A. O.');
  tell({ logo_png: logo(), show_qr: false, show_waiting_area: false, patient_name: 'first_name' });
  const other = await printTicket();
  expect(other.text).toContain('Amira');
  expect(other.text).not.toMatch(/O'Neil|12 River|Area 1/u);
  tell({ show_qr: false, show_waiting_area: false, patient_name: 'first_name' });
  expect((await printTicket()).height).toBe(other.height - 100 - 12);
});

it('what cannot be read prints the ordinary ticket', async () => {
  tell({ header: 7 });
  expect(readTicketSettings(db)).toMatchObject({ header: null, show_qr: true });
  tell({
    logo_png: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(80)]).toString(
      'base64',
    ),
  });
  expect((await printTicket()).text).toContain('A-001');
});
