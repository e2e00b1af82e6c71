import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { storableInstant, storableJson, storableText } from './storable-payload.ts';

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

describe('a payload at the hub', () => {
  it('is kept verbatim wherever Postgres can hold it, and otherwise without loss', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const stored = storableText(text);
        expect(stored.isWellFormed() && !stored.includes('\0')).toBe(true);
        expect(stored === text || JSON.parse(stored) === text).toBe(true);
      }),
    );
  });

  it('keeps its JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        const stored = storableJson(text);
        expect(stored === null || JSON.stringify(JSON.parse(stored)) === text).toBe(true);
      }),
    );
    expect(storableJson('{"path":"C:\\\\u0000"}')).toBe('{"path":"C:\\\\u0000"}');
    expect(storableJson('{"n":1e999999}')).toBe('{"n":null}');
  });

  test.each(['', 'tea', '{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"\\u0000":1}', '['.repeat(40) + ']'.repeat(40)])(
    'has no JSON value that Postgres could hold: %j',
    (text) => {
      expect(storableJson(text)).toBeNull();
    },
  );

  it('keeps any clock a device may have had inside what a timestamp can hold', () => {
    expect(new Date(storableInstant(Number.MAX_SAFE_INTEGER)).toISOString()).toBe('9999-12-31T00:00:00.000Z');
    expect(new Date(storableInstant(Number.MIN_SAFE_INTEGER)).toISOString()).toBe('0001-01-01T00:00:00.000Z');
    expect(storableInstant(1_773_480_000_000)).toBe(1_773_480_000_000);
  });
});
