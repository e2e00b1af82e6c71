import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { CELL, type PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { findPrinterProfile, PRINTER_PROFILES } from './printer-profiles.ts';

const named = (profiles: readonly PrinterProfile[]) => profiles.map((profile) => [profile.id, profile] as const);

it('each model is there once and says where its figures are from', () => {
  const ids = PRINTER_PROFILES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(PRINTER_PROFILES.map(({ name }) => name)).size).toBe(ids.length);
  for (const { manual } of PRINTER_PROFILES) expect(manual).toMatch(/Manual|manual|Reference|Specifications/u);
});

it.each(named(PRINTER_PROFILES))('%s is a printer that can be', (_id, profile) => {
  // 203 dpi are 8 dots a millimetre, 180 dpi are 7.09; the paper has margins.
  const widest = Math.floor((profile.paper / 25.4) * 203);
  expect(profile.dots).toBeLessThan(widest);
  expect(profile.dots).toBeGreaterThan(widest * 0.75);
  // Rows are sent as whole bytes.
  expect(profile.dots % 8).toBe(0);
  expect(Math.floor(profile.dots / CELL.width)).toBeGreaterThanOrEqual(profile.paper === 80 ? 42 : 32);
  expect(profile.bandRows).toBeLessThanOrEqual(255);
});

it.each(named(PRINTER_PROFILES.filter(({ codePage }) => codePage)))(
  '%s prints the letters of Western Europe',
  (_id, { codePage }) => {
    const encoding = codePage?.encoding ?? '';
    expect(iconv.encodingExists(encoding)).toBe(true);
    expect(iconv.decode(iconv.encode('ñçüß', encoding), encoding)).toBe('ñçüß');
  },
);

it.each(named(PRINTER_PROFILES.filter(({ codePage }) => !codePage)))(
  '%s has no letters: all of its ticket is drawn, the code too',
  (_id, { nativeQr, dialect }) => expect([nativeQr, dialect]).toEqual([false, 'star-raster']),
);

// A printer that says nothing cannot say that it is done.
it.each(named(PRINTER_PROFILES.filter(({ status }) => status === 'none')))(
  '%s, which says nothing, does not say that it is done',
  (_id, { completion }) => expect(completion).toBe('none'),
);

it('a model that is not known is said to be', () => {
  expect(() => findPrinterProfile('laser')).toThrow(expect.objectContaining({ code: 'printer.profile_unknown' }));
});
