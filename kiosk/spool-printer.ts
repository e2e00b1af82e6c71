import { openPrinters } from '#kiosk/printing/open-printer.ts';
import { startSpool } from '#kiosk/printing/spool.ts';
import { templateOf } from '#shared/ticket/ticket-template.ts';
import type { Device } from '#shared/device/start-device.ts';
import type { KioskPrinter } from './kiosk-printer.ts';
import { openPrintJobStore } from './print-job.store.ts';
import { readTicketSettings } from './settings/read-ticket-settings.ts';

/** The printers at an address, or at several with commas between, behind the spool. Throws what `openPrinter` throws. */
export function spoolPrinter({ db, ports }: Pick<Device, 'db' | 'ports'>, address: string): KioskPrinter {
  const { clock, scheduler } = ports;
  const spool = startSpool({
    printers: openPrinters(address, scheduler),
    store: openPrintJobStore(db, clock),
    template: () => templateOf(readTicketSettings(db)),
    clock,
    scheduler,
  });
  return {
    status: () => spool.status(),
    preflight: async () => {
      await spool.preflight();
    },
    prepare: async () => {
      await spool.prepare();
    },
    readyPrinter: () => spool.readyPrinter(),
    printAtOnce: (job) => spool.printAtOnce(job),
    print: (jobUid) => spool.submit(jobUid),
    onChange: (listener) => spool.onChange(() => listener()),
    stop: async () => spool.stop(),
  };
}
