import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionFromRealtime, EpsonStatusParser, type EpsonReply } from './epson-status.ts';

const GOOD = { paper: 'ok', coverOpen: false, error: false } as const;

function parse(...chunks: number[][]): EpsonReply[] {
  const parser = new EpsonStatusParser();
  return chunks.flatMap((chunk) => parser.feed(Uint8Array.from(chunk)));
}

describe('replies of an ESC/POS printer', () => {
  it('are told apart by their fixed bits', () => {
    expect(parse([0x12])).toEqual([{ type: 'realtime', byte: 0x12 }]);
    expect(parse([0x10, 0x00, 0x00, 0x0f])).toEqual([{ type: 'automatic', condition: GOOD }]);
    expect(parse([0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x00])).toEqual([{ type: 'process-id', id: 'ABCD' }]);
    expect(parse([0x0f])).toEqual([{ type: 'paper-sensor', paper: 'out' }]);
    expect(parse([0x03])).toEqual([{ type: 'paper-sensor', paper: 'low' }]);
    expect(parse([0x37, 0x25, 0x00])).toEqual([{ type: 'cleared' }]);
  });

  it('say what is wrong', () => {
    expect(parse([0x38, 0x00, 0x00, 0x0f])).toEqual([{ type: 'automatic', condition: { ...GOOD, coverOpen: true } }]);
    expect(parse([0x18, 0x00, 0x0f, 0x0f])).toEqual([{ type: 'automatic', condition: { ...GOOD, paper: 'out' } }]);
    expect(parse([0x10, 0x08, 0x00, 0x0f])).toEqual([{ type: 'automatic', condition: { ...GOOD, error: true } }]);
    expect(conditionFromRealtime(0x12, 0x12)).toEqual(GOOD);
    expect(conditionFromRealtime(0x16, 0x12).coverOpen).toBe(true);
    expect(conditionFromRealtime(0x52, 0x12).error).toBe(true);
    expect(conditionFromRealtime(0x12, 0x1e).paper).toBe('low');
    expect(conditionFromRealtime(0x32, 0x7e).paper).toBe('out');
  });

  it('may have a real-time answer in the midst of an automatic one', () => {
    expect(parse([0x10, 0x00, 0x16, 0x00, 0x0f]).map(({ type }) => type)).toEqual(['realtime', 'automatic']);
  });

  it('are found again after one that was broken off', () => {
    expect(parse([0x10, 0x00, 0x10, 0x00, 0x00, 0x0f])).toEqual([{ type: 'automatic', condition: GOOD }]);
    const next = [0x37, 0x22, 0x43, 0x43, 0x43, 0x43, 0x00];
    expect(parse([0x37, 0x22, 0x41, 0x37, 0x22, 0x42, 0x42, 0x42, 0x42, 0x00, ...next]).at(-1)).toEqual({
      type: 'process-id',
      id: 'CCCC',
    });
  });

  const frame = fc.oneof(
    fc.constantFrom<number[]>([0x12], [0x16], [0x7e], [0x10, 0, 0, 0x0f], [0x38, 0, 0, 0x0f], [0x37, 0x25, 0]),
    // As the ends of job uids are: a seven is also how a block begins.
    fc.stringMatching(/^[0-9a-f]{4}$/).map((id) => [0x37, 0x22, ...Buffer.from(id), 0]),
  );

  it('read the same whatever the chunks', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 5 })), (frames, cuts) => {
        const bytes = frames.flat();
        const chunks: number[][] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = cuts[i % Math.max(1, cuts.length)] ?? 1;
          chunks.push(bytes.slice(at, at + size));
          at += size;
        }
        const whole = parse(bytes);
        expect(parse(...chunks)).toEqual(whole);
        expect(whole).toHaveLength(frames.length);
      }),
    );
  });

  it('never make it throw, and are understood again after garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (garbage) => {
        const parser = new EpsonStatusParser();
        parser.feed(garbage);
        // A frame that garbage began takes at most seven bytes with it.
        const after = parser.feed(Uint8Array.from([...Array.from({ length: 7 }, () => 0xff), 0x10, 0x00, 0x00, 0x0f]));
        expect(after.at(-1)).toEqual({ type: 'automatic', condition: GOOD });
      }),
    );
  });
});
