import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClinic } from '#demo/clinic.ts';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import { printResult, printTable, quantile } from './measure.ts';
import { openFloor } from './tap-to-wire/floor.ts';
import { tapTheWire, type Wire } from './tap-to-wire/wire.ts';

/**
 * From the tap that ends a check-in to the ticket's last byte on the wire, against what it cannot do without: one durable
 * SQLite commit and one TCP write of the same bytes. Both in turn, in one run, on the same disk.
 */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 200);
const WARM_UP = 20;

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
chmodSync(folder, 0o755);
const wires: Wire[] = [];
const clinic = await startClinic({
  dataDir: folder,
  ports: { hub: 0, kiosk: 0, display: 0, printer: 0, tray: 0 },
  printerAddress: async (printerPort) => {
    const wire = await tapTheWire(printerPort);
    wires.push(wire);
    return `tcp://127.0.0.1:${wire.port}`;
  },
});
const floor = await openFloor(folder);
const kiosk = await callKiosk(clinic.kiosk.ready.url);
try {
  const choices = await kiosk.choices();
  const taps: number[] = [];
  const floors: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    // The page does so when it shows the last question, which someone reads for a second at least.
    await kiosk.prepareToPrint();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ticket = wires[0]!.nextTicket();
    const begun = performance.now();
    const checkedIn = kiosk.checkIn(walkIn(choices));
    const { at, bytes } = await ticket;
    await checkedIn;
    // The kiosk syncs and the printer prints after a ticket; the next tap comes when that is over, as in a clinic.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const bare = await floor.run(bytes);
    if (run < 0) continue;
    taps.push(at - begun);
    floors.push(bare);
  }
  printTable([
    { name: 'tap to ticket on the wire', milliseconds: taps },
    { name: 'one FULL commit + one TCP write', milliseconds: floors },
  ]);
  const p50 = quantile(taps, 0.5);
  printResult('tap-to-wire', p50 / quantile(floors, 0.5), {
    p50_ms: p50,
    floor_p50_ms: quantile(floors, 0.5),
    runs: RUNS,
  });
} finally {
  kiosk.close();
  floor.close();
  await clinic.stop();
  for (const wire of wires) wire.close();
  rmSync(folder, { recursive: true, force: true });
}
