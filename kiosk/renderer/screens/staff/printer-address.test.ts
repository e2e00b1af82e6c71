import { expect, it } from 'vitest';
import { printerAddress, shownPrinterAddress } from './printer-address.ts';

it.each([
  ['192.168.1.20', 'tcp://192.168.1.20?profile=star-tsp650'],
  [' 192.168.1.20:9101 ', 'tcp://192.168.1.20:9101?profile=star-tsp650'],
  ['usb:///dev/usb/lp0', 'usb:///dev/usb/lp0?profile=star-tsp650'],
  ['tcp://printer?profile=epson-tm-t20', 'tcp://printer?profile=epson-tm-t20'],
])('a printer typed as "%s" is %s', (typed, address) => {
  expect(printerAddress(typed, 'star-tsp650')).toBe(address);
  expect(shownPrinterAddress('queue:///Front%20desk?profile=x')).toBe('queue:///Front desk');
});
