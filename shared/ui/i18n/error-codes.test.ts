import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_TABLE } from '#hub/http/error-table.ts';
import { LANGUAGE_CODES } from './texts-completeness.ts';

const TOP = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, TOP), 'utf8');

const CODE = /'([a-z_]+(?:\.[a-z_]+)+)'/gu;
/** Where a code is chosen: in the first argument of an AppError, or as what an op or a device is told. */
const PLACES = [
  /new AppError\(([^{;]*)/gu,
  /\b(?:code|lastError)\??\s*[:=]([^;\n]*)/gu,
  /\['SQLITE_\w+', ([^\]]*)/gu,
  /\breturn ('sync\.[^;]*)/gu,
];

function usedCodes(): string[] {
  const files = globSync('{kiosk,display,shared,hub}/**/*.{ts,tsx}', { cwd: TOP.pathname }).filter(
    (file) => !/\.test\.tsx?$|node_modules/u.test(file),
  );
  const codes = files.flatMap((file) => {
    const text = read(file);
    return PLACES.flatMap((place) => [...text.matchAll(place)].flatMap(([, found = '']) => [...found.matchAll(CODE)]));
  });
  return [...new Set([...codes.map(([, code]) => code ?? ''), ...Object.keys(ERROR_TABLE)])].toSorted();
}

const codes = usedCodes();

it('finds codes where they are written, chosen and passed on', () => {
  // A search that finds nothing would find nothing lacking either.
  expect(codes.length).toBeGreaterThan(130);
  expect(codes).toEqual(
    expect.arrayContaining([
      'device.log_pruned',
      'sync.superseded',
      'device.disk_full',
      'print.no_kiosk',
      'sync.unknown_appointment',
    ]),
  );
});

it.each(LANGUAGE_CODES)('every error code has its words in %s', (language) => {
  const folders = globSync('{shared/ui,*/renderer,hub/*}/texts/en.json', { cwd: TOP.pathname }).map(dirname);
  const texts = new Set(
    folders.flatMap((folder) => Object.keys(JSON.parse(read(`${folder}/${language}.json`)) as object)),
  );
  expect(codes.filter((code) => !texts.has(`error.${code}`))).toEqual([]);
});
