import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { Printer } from './deliver-job.ts';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import { deviceFileTransport } from './transports/device-file-transport.ts';
import { CUPS, queueTransport } from './transports/queue-transport.ts';
import { serialTransport } from './transports/serial-transport.ts';
import { tcpTransport } from './transports/tcp-transport.ts';
import type { Transport } from './transports/transport.ts';
import { WINDOWS_SPOOLER } from './transports/windows-spooler.ts';

const RAW_PORT = 9100;
const SERIAL_BAUD = 19_200;
const DEFAULT_PROFILE = 'epson-tm-t20';

/**
 * A printer from its address, as settings keep it:
 *
 * - `tcp://192.168.1.20:9100?profile=epson-tm-t20`
 * - `usb:///dev/usb/lp0?profile=star-tsp650`
 * - `serial:///dev/ttyUSB0?baud=19200&profile=citizen-ct-s310` (`serial:///COM3` on Windows)
 * - `queue:///Front%20desk?profile=generic-80` (CUPS, or Windows' spooler)
 *
 * Throws `printer.address_malformed` or `printer.profile_unknown`. Nothing is opened until a job or a question goes out.
 */
export function openPrinter(
  address: string,
  scheduler: Scheduler,
  platform: NodeJS.Platform = process.platform,
): Printer {
  const url = URL.parse(address);
  if (!url) throw new AppError('printer.address_malformed', { address });
  const profile = findPrinterProfile(url.searchParams.get('profile') ?? DEFAULT_PROFILE);
  return { id: address, profile, transport: transportFor(url, scheduler, platform) };
}

function transportFor(url: URL, scheduler: Scheduler, platform: NodeJS.Platform): Transport {
  const path = decodeURIComponent(url.pathname);
  switch (url.protocol) {
    case 'tcp:':
      if (url.hostname === '') break;
      return tcpTransport(
        url.hostname.replace(/^\[|\]$/g, ''),
        url.port === '' ? RAW_PORT : Number(url.port),
        scheduler,
      );
    case 'usb:':
      if (!path.startsWith('/dev/')) break;
      return deviceFileTransport(path, scheduler);
    case 'serial:': {
      const baudRate = Number(url.searchParams.get('baud') ?? SERIAL_BAUD);
      if (path.length < 2 || !Number.isInteger(baudRate) || baudRate < 1200) break;
      const line = platform === 'win32' ? path.slice(1) : path;
      return serialTransport({ path: line, baudRate, rtscts: url.searchParams.get('handshake') !== 'none' }, scheduler);
    }
    case 'queue:':
      if (path.length < 2) break;
      return queueTransport(path.slice(1), platform === 'win32' ? WINDOWS_SPOOLER : CUPS, scheduler);
  }
  throw new AppError('printer.address_malformed', { address: url.href });
}

/** Several, separated by commas, in order of preference. A comma within an address is written `%2C`. Throws as `openPrinter`. */
export function openPrinters(addresses: string, scheduler: Scheduler): Printer[] {
  return addresses.split(',').map((address) => openPrinter(address.trim(), scheduler));
}
