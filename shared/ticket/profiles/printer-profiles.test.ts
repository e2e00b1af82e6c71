import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { CELL } from '#shared/ticket/printer-profile.ts';
import { findPrinterProfile, PRINTER_PROFILES } from './printer-profiles.ts';

it('each model is there once and says where its figures are from', () => {
  const ids = PRINTER_PROFILES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(PRINTER_PROFILES.map(({ name }) => name)).size).toBe(ids.length);
  for (const { manual } of PRINTER_PROFILES) expect(manual).toMatch(/Manual|manual|Reference|Specifications/u);
});

it.each(PRINTER_PROFILES.map((profile) => [profile.id, profile] as const))(
  '%s is a printer that can be',
  (_id, profile) => {
    // 203 dpi are 8 dots a millimetre, 180 dpi are 7.09; the paper has margins.
    const widest = Math.floor((profile.paper / 25.4) * 203);
    expect(profile.dots).toBeLessThan(widest);
    expect(profile.dots).toBeGreaterThan(widest * 0.75);
    // Rows are sent as whole bytes.
    expect(profile.dots % 8).toBe(0);
    expect(Math.floor(profile.dots / CELL.width)).toBeGreaterThanOrEqual(profile.paper === 80 ? 42 : 32);
    expect(profile.bandRows).toBeLessThanOrEqual(255);
    if (profile.codePage) {
      expect(iconv.encodingExists(profile.codePage.encoding)).toBe(true);
      expect(iconv.decode(iconv.encode('ñçüß', profile.codePage.encoding), profile.codePage.encoding)).toBe('ñçüß');
    } else expect([profile.nativeQr, profile.dialect]).toEqual([false, 'star-raster']);
    // A printer that says nothing cannot say that it is done.
    if (profile.status === 'none') expect(profile.completion).toBe('none');
  },
);

it('a model that is not known is said to be', () => {
  expect(() => findPrinterProfile('laser')).toThrow(expect.objectContaining({ code: 'printer.profile_unknown' }));
});
