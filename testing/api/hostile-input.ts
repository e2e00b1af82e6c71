import fc from 'fast-check';
import type { JsonSchema } from '#hub/features/docs/openapi-document.ts';
import { arbitraryFromSchema } from './arbitrary-from-schema.ts';

/** What must be found in no log: a person, as somebody types one. */
export const PERSON = ['Zephyrine', 'Quillfeather', '+4915199887766', 'zephyrine@quill.example'] as const;

/** Texts that broke programs before: quotes for SQL, marks for HTML, paths, templates, NUL, lone surrogates, sheer length. */
const HOSTILE_TEXTS = [
  ...PERSON,
  "'; DROP TABLE patients; --",
  "' OR '1'='1",
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '${7*7}{{7*7}}',
  '%00%0d%0aSet-Cookie: a=b',
  'a\u0000b',
  '\ud800',
  '\u202Egnp.exe',
  '',
  ' ',
  'x'.repeat(5_000),
  '𝕏'.repeat(300),
  'null',
  '-1',
  '1e999',
  '9999-99-99',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
];
const HOSTILE_VALUES: unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  [],
  {},
  [[[[[]]]]],
  { __proto__: null, constructor: { prototype: {} } },
  { $gt: '' },
];

const hostile = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...HOSTILE_VALUES), fc.jsonValue());

/** Sometimes what the schema takes, and sometimes that with a field missing, of another type, too large or malicious. */
export function inputFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const valid = arbitraryFromSchema(schema);
  return fc.oneof(
    { weight: 4, arbitrary: valid },
    { weight: 4, arbitrary: fc.tuple(valid, fc.nat(50), hostile).map(([value, n, bad]) => spoil(value, n, bad)) },
    { weight: 2, arbitrary: fc.tuple(valid, fc.nat(50)).map(([value, n]) => spoil(value, n, undefined)) },
    { weight: 1, arbitrary: hostile },
  );
}

export const hostileText = fc.constantFrom(...HOSTILE_TEXTS);

/** The n-th leaf of a value, counted through, becomes `bad`; undefined takes its field away. */
function spoil(value: unknown, n: number, bad: unknown): unknown {
  const paths = leafPaths(value, []);
  const path = paths[n % Math.max(paths.length, 1)];
  if (!path || path.length === 0) return bad ?? null;
  const copy = structuredClone(value);
  let place = copy as Record<string, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (bad === undefined) delete place[last];
  else place[last] = bad;
  return copy;
}

function leafPaths(value: unknown, path: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => leafPaths(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

/** Ids that exist, here and elsewhere, in the place of made-up ones: nothing else finds a row that should not be found. */
export function withRealIds(value: unknown, pick: (field: string) => number | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withRealIds(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const isId = /(?:^|_)id$/u.test(field) && typeof inner === 'number';
      return [field, (isId ? pick(field) : undefined) ?? withRealIds(inner, pick)];
    }),
  );
}
