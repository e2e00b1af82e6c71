import type { SeededRandom } from './seeded-random.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

type Fault = {
  name: string;
  begin(printer: VirtualPrinter): void | Promise<void>;
  end(printer: VirtualPrinter): void | Promise<void>;
};

/** One thing that goes wrong with a printer, and its mending. */
function randomFault(random: SeededRandom): Fault {
  const bytes = random.between(1, 4000);
  const rows = random.between(1, 900);
  const ms = random.between(50, 900);
  const lag = random.between(0, 40);
  return random.pick<Fault>([
    {
      name: 'refuses connections',
      begin: (printer) => printer.setFaults({ refuse: true }),
      end: (printer) => printer.setFaults({ refuse: false }),
    },
    {
      name: 'hangs',
      begin: (printer) => printer.setFaults({ hang: true }),
      end: (printer) => printer.setFaults({ hang: false }),
    },
    {
      name: `resets connections after ${bytes} bytes`,
      begin: (printer) => printer.setFaults({ resetAfterBytes: bytes }),
      end: (printer) => printer.setFaults({ resetAfterBytes: null }),
    },
    {
      name: `loses power after ${bytes} bytes`,
      begin: (printer) => printer.setFaults({ powerOffAfterBytes: bytes, powerOffLagMs: lag }),
      async end(printer) {
        await printer.setFaults({ powerOffAfterBytes: null });
        await printer.powerOn();
      },
    },
    {
      name: 'is switched off',
      begin: (printer) => printer.powerOff(),
      end: (printer) => printer.powerOn(),
    },
    {
      name: `runs out of paper after ${rows} rows`,
      begin: (printer) => printer.endPaperAfterRows(rows),
      end: (printer) => printer.setCondition({ paper: 'ok' }),
    },
    {
      name: 'has its cover opened',
      begin: (printer) => printer.setCondition({ coverOpen: true }),
      end: (printer) => printer.setCondition({ coverOpen: false }),
    },
    {
      name: 'does not answer',
      begin: (printer) => printer.setFaults({ mute: true }),
      end: (printer) => printer.setFaults({ mute: false }),
    },
    {
      name: `acknowledges ${ms} ms late`,
      begin: (printer) => printer.setAckDelay(ms),
      end: (printer) => printer.setAckDelay(0),
    },
    {
      name: 'is slow',
      begin: (printer) => printer.setSpeed(1),
      end: (printer) => printer.setSpeed(0),
    },
  ]);
}

export type ScriptedFault = Fault & { printer: number; afterMs: number; forMs: number };

export function randomScript(random: SeededRandom, printers: number): ScriptedFault[] {
  return Array.from({ length: random.between(1, 4) }, () => ({
    ...randomFault(random),
    printer: random.between(0, printers - 1),
    afterMs: random.between(0, 500),
    forMs: random.between(50, 900),
  }));
}
