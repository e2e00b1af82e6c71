import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  LANE_LETTERS,
  laneIndex,
  laneSchema,
  nthLane,
  parseWholeToken,
  tokenLabel,
  wholeToken,
  type Token,
} from './token.ts';

const LANES = LANE_LETTERS.length + LANE_LETTERS.length ** 2 + LANE_LETTERS.length ** 3;

const anyToken: fc.Arbitrary<Token> = fc.record({
  businessDate: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  lane: fc.integer({ min: 0, max: LANES - 1 }).map(nthLane),
  number: fc.integer({ min: 1, max: 99_999 }),
});

describe('a token', () => {
  it('is printed short and stored whole', () => {
    const token = { businessDate: '2026-03-14', lane: 'A', number: 47 };
    expect(tokenLabel(token)).toBe('A-047');
    expect(wholeToken(token)).toBe('20260314-A-047');
    expect(tokenLabel({ lane: 'AC', number: 12_345 })).toBe('AC-12345');
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        expect(parseWholeToken(wholeToken(token))).toEqual(token);
      }),
    );
  });

  it('has exactly one spelling: whatever is readable writes itself again', () => {
    const spelling = fc
      .tuple(fc.constantFrom('20260314', '20240229'), fc.constantFrom('A', 'CD'), fc.stringMatching(/^\d{1,6}$/u))
      .map((parts) => parts.join('-'));
    fc.assert(
      fc.property(spelling, (text) => {
        let token: Token;
        try {
          token = parseWholeToken(text);
        } catch {
          return;
        }
        expect(wholeToken(token)).toBe(text);
      }),
    );
  });

  test.each([
    '20260314-A-47',
    '20260314-A-0047',
    '20260314-A-000',
    '20260314-I-001',
    '20260314-AAAA-001',
    '20260230-A-001',
    '20260314-a-001',
    '20260314-A-001\n',
    ' 20260314-A-001',
    'A-047',
    '',
  ])('refuses %j', (text) => {
    expect(() => parseWholeToken(text)).toThrow('token.malformed');
  });
});

describe('lanes', () => {
  it('are all different, legal, and shortest first', () => {
    const lanes = Array.from({ length: LANES }, (_, n) => nthLane(n));
    expect(lanes.findIndex((lane, n) => laneIndex(lane) !== n)).toBe(-1);
    expect(new Set(lanes).size).toBe(LANES);
    expect(lanes.every((lane) => laneSchema.safeParse(lane).success)).toBe(true);
    expect(lanes.slice(0, 3)).toEqual(['A', 'C', 'D']);
    const lengths = lanes.map((lane) => lane.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  });

  it('run out with a clear error, never with a lane given before', () => {
    expect(() => nthLane(LANES)).toThrow('token.lanes_exhausted');
    expect(() => nthLane(-1)).toThrow('token.bad_lane_index');
    expect(() => nthLane(0.5)).toThrow('token.bad_lane_index');
  });

  it('use no letter that looks like a digit or another letter', () => {
    expect(LANE_LETTERS).not.toMatch(/[IOQSZBU0-9]/u);
  });
});
