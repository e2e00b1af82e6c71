import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_TABLE } from './error-table.ts';

const ROOT = join(import.meta.dirname, '../..');

test('every error that the hub or the rules it runs can throw has a status and a meaning', () => {
  const files = globSync(['hub/**/*.ts', 'shared/domain/**/*.ts'], {
    cwd: ROOT,
    exclude: ['hub/dashboard/**', 'hub/portal/**', '**/*.test.ts'],
  });
  const thrown = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/new AppError\(\s*'([^']+)'/gu)].map((match) => match[1] ?? ''),
  );
  expect(thrown.length).toBeGreaterThan(10);
  expect([...new Set(thrown)].filter((code) => !ERROR_TABLE[code])).toEqual([]);
});

test('no error is sent as a success', () => {
  const statuses = Object.values(ERROR_TABLE).map(([status]) => status);
  expect(statuses.filter((status) => status < 400 || status > 599)).toEqual([]);
});
