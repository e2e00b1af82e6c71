import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const TOP = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, TOP), 'utf8');

/** What a person may come to see of devices, printing and synchronising. */
const SHOWN = /^(printer|ticket|device|check_in|bridge|sync|clock|token|print|staff)\./u;

function thrownCodes(): string[] {
  const files = globSync('{kiosk,display,shared,hub}/**/*.{ts,tsx}', { cwd: TOP.pathname }).filter(
    (file) => !/\.test\.tsx?$|node_modules/u.test(file),
  );
  const codes = files.flatMap((file) =>
    [...read(file).matchAll(/new AppError\(\s*'([a-z_.]+)'/gu)].map(([, code]) => code ?? ''),
  );
  return [...new Set(codes)].filter((code) => SHOWN.test(code)).toSorted();
}

it('every error code that may reach a person has its words', () => {
  const folders = globSync('{shared/ui,*/renderer,hub/*}/texts/en.json', { cwd: TOP.pathname });
  const texts = new Set(folders.flatMap((file) => Object.keys(JSON.parse(read(file)) as object)));
  const codes = thrownCodes();
  // A search that finds nothing would pass as well.
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !texts.has(`error.${code}`))).toEqual([]);
});
