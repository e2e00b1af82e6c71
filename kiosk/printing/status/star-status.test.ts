import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StarStatusParser } from './star-status.ts';

const GOOD = { paper: 'ok', coverOpen: false, error: false } as const;

/** Two headers and the statuses 1 to 7. */
function frame(first = 0, second = 0, third = 0, fourth = 0, sixth = 0): number[] {
  return [0x23, 0x86, first, second, third, fourth, 0, sixth, 0];
}

describe("Star's automatic status", () => {
  it('says what is wrong and how many jobs have come out', () => {
    const read = (bytes: number[]) => new StarStatusParser().feed(Uint8Array.from(bytes));
    expect(read(frame())).toEqual([{ condition: GOOD, jobsPrinted: 0 }]);
    expect(read(frame(0x28))[0]?.condition.coverOpen).toBe(true);
    expect(read(frame(0x08, 0, 0, 0x0c))[0]?.condition.paper).toBe('out');
    expect(read(frame(0, 0, 0, 0x04))[0]?.condition.paper).toBe('low');
    expect(read(frame(0, 0x08))[0]?.condition.error).toBe(true);
    // 1, 7, 8 and 31 as they lie around the bits that are always clear.
    expect([0x02, 0x0e, 0x20, 0x6e].map((sixth) => read(frame(0, 0, 0, 0, sixth))[0]?.jobsPrinted)).toEqual([
      1, 7, 8, 31,
    ]);
  });

  it('is read the same whatever the chunks and however long the model makes it', () => {
    const legal = fc.integer({ min: 0, max: 0xff }).map((byte) => byte & 0x6e);
    const frames = fc.array(
      fc.array(legal, { minLength: 6, maxLength: 13 }).map((rest) => [0x21 | 0x0e, 0x06, ...rest]),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 9 }), (sent, size) => {
        const bytes = Uint8Array.from(sent.flat());
        const whole = new StarStatusParser().feed(bytes);
        const parser = new StarStatusParser();
        const parts = [];
        for (let at = 0; at < bytes.length; at += size) parts.push(...parser.feed(bytes.subarray(at, at + size)));
        expect(parts).toEqual(whole);
        expect(whole).toHaveLength(sent.length);
      }),
    );
  });

  it('never throws and is understood right after any garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (garbage) => {
        const parser = new StarStatusParser();
        parser.feed(garbage);
        expect(parser.feed(Uint8Array.from(frame()))).toContainEqual({ condition: GOOD, jobsPrinted: 0 });
      }),
    );
  });
});
