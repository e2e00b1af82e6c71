import { PRINTER_PROFILES } from '#kiosk/printing/profiles/printer-profiles.ts';
import type { PrinterProfile } from '#kiosk/printing/printer-profile.ts';
import { startSpool } from '#kiosk/printing/spool.ts';
import { PLAIN_TEMPLATE } from '#kiosk/printing/ticket-template.ts';
import { tcpTransport } from '#kiosk/printing/transports/tcp-transport.ts';
import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { KioskPrinter } from './kiosk-printer.ts';
import { openPrintJobStore } from './print-job.store.ts';

/** Raw printing's own port, where the address names none. */
const RAW_PORT = 9100;

/** Throws `settings.invalid` for a model that is not known. */
export function findPrinterProfile(model: string): PrinterProfile {
  const profile = PRINTER_PROFILES.find(({ id }) => id === model);
  if (profile) return profile;
  const known = PRINTER_PROFILES.map(({ id }) => id).join(', ');
  throw new AppError('settings.invalid', { problems: [`ANTEROOM_PRINTER_MODEL: must be one of ${known}`] });
}

/** The kiosk's printer at `tcp://host:port`, behind the spool. */
export function spoolPrinter(
  { db, ports }: Pick<Device, 'db' | 'ports'>,
  { address, profile }: { address: string; profile: PrinterProfile },
): KioskPrinter {
  const { clock, scheduler } = ports;
  const { hostname, port } = new URL(address);
  const spool = startSpool({
    printers: [
      {
        id: address,
        profile,
        transport: tcpTransport(hostname, port === '' ? RAW_PORT : Number(port), scheduler),
      },
    ],
    store: openPrintJobStore(db, clock),
    template: () => PLAIN_TEMPLATE,
    clock,
    scheduler,
  });
  return {
    status: () => spool.status(),
    preflight: async () => {
      await spool.preflight();
    },
    print: (jobUid) => spool.submit(jobUid),
    onChange: (listener) => spool.onChange(() => listener()),
    stop: async () => spool.stop(),
  };
}
