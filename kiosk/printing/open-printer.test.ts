import { describe, expect, it } from 'vitest';
import { realScheduler } from '#testing/virtual-printer/spool-world.ts';
import { openPrinter, openPrinters } from './open-printer.ts';

const open = (address: string, platform: NodeJS.Platform = 'linux') => openPrinter(address, realScheduler, platform);

describe('a printer from its address', () => {
  it.each([
    ['tcp://192.168.1.20', '192.168.1.20:9100', 'epson-tm-t20'],
    ['tcp://printer.local:9101?profile=star-tsp650', 'printer.local:9101', 'star-tsp650'],
    ['tcp://[fe80::1]:9100', 'fe80::1:9100', 'epson-tm-t20'],
    ['usb:///dev/usb/lp0?profile=generic-58', '/dev/usb/lp0', 'generic-58'],
    ['serial:///dev/ttyUSB0?baud=9600&profile=citizen-ct-s310', '/dev/ttyUSB0', 'citizen-ct-s310'],
    ['queue:///Front%20desk?profile=generic-80', 'Front desk', 'generic-80'],
  ])('%s', (address, reached, profile) => {
    const printer = open(address);
    expect(printer.transport.address).toBe(reached);
    expect(printer.profile.id).toBe(profile);
  });

  it('knows the names of serial ports on Windows', () => {
    expect(open('serial:///COM3', 'win32').transport.address).toBe('COM3');
  });

  it.each(['', 'printer', 'http://x', 'usb:///etc/passwd', 'serial:///dev/ttyS0?baud=fast', 'queue:///', 'tcp://'])(
    'refuses "%s"',
    (address) => {
      expect(() => open(address)).toThrow('printer.address_malformed');
    },
  );

  it('refuses a model that it does not know', () => {
    expect(() => open('tcp://x?profile=fax')).toThrow('printer.profile_unknown');
  });

  it('may be one of several, in order of preference', () => {
    const found = openPrinters('tcp://a:9100?profile=star-tsp650, queue:///Front%20desk', realScheduler);
    expect(found.map(({ transport, profile }) => [transport.address, profile.id])).toEqual([
      ['a:9100', 'star-tsp650'],
      ['Front desk', 'epson-tm-t20'],
    ]);
    expect(() => openPrinters('tcp://a,', realScheduler)).toThrow('printer.address_malformed');
  });
});
