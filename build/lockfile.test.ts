import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type LockedPackage = { version?: string; optionalDependencies?: Record<string, string> };

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const names = new Set(Object.keys(lockfile.packages).map((path) => path.replace(/^.*node_modules\//u, '')));

// npm leaves out a platform's package that the registry did not have at the time, and then `npm ci` refuses the lockfile.
test('every platform package that an installed package may need is locked', () => {
  const missing = Object.entries(lockfile.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no registry', () => {
  expect(JSON.stringify(lockfile)).not.toMatch(/"resolved"/u);
});
