import { describe, expect, it } from 'vitest';
import { createScanReader } from './read-scan.ts';

function type(text: string, msBetween: number, reader?: { now: number; read: (key: string) => string | null }) {
  const time = reader ?? start();
  let code: string | null = null;
  for (const key of [...Array.from(text), 'Enter']) {
    time.now += msBetween;
    code = time.read(key);
  }
  return code;
}

function start() {
  const reader = createScanReader();
  const time = { now: 1_000, read: (key: string): string | null => reader.read(key, time.now) };
  return time;
}

describe('a scanner', () => {
  const CODE = 'https://clinic.example/b/0198c5a0-0000-7000-8000-0000000000f0';

  it('types a burst of keys that ends in Enter', () => {
    expect(type(CODE, 4)).toBe(CODE);
  });

  it('may be slow, and press Shift for capitals', () => {
    const time = start();
    const keys = Array.from(CODE).flatMap((key) => (key === '/' ? ['Shift', key] : [key]));
    for (const key of keys) {
      time.now += 30;
      expect(time.read(key)).toBeNull();
    }
    expect(time.read('Enter')).toBe(CODE);
  });

  it('is not a person who types, nor one who only presses Enter', () => {
    expect(type(CODE, 120)).toBeNull();
    expect(start().read('Enter')).toBeNull();
  });

  it('is not confused by what was typed before', () => {
    const time = start();
    time.read('x');
    time.now += 900;
    expect(type(CODE, 4, time)).toBe(CODE);
  });
});
