import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrderKeys, type OrderKey } from '#shared/domain/priority.ts';
import { countBefore, countKeys, firstKey, insertKey, newRankedKeys, removeKey } from './ranked-keys.ts';

const keyArb: fc.Arbitrary<OrderKey> = fc.record({
  tier: fc.constantFrom(0 as const, 1 as const),
  at: fc.integer({ min: 0, max: 20 }),
  checkedInAt: fc.integer({ min: 0, max: 5 }),
  uid: fc.uuid(),
});

test('it counts like a sorted list, whatever is inserted and removed', () => {
  const stepArb = fc.record({ key: keyArb, removes: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.array(stepArb, { maxLength: 80 }), keyArb, (steps, asked) => {
      const ranked = newRankedKeys();
      let plain: OrderKey[] = [];
      for (const { key, removes } of steps) {
        insertKey(ranked, key);
        plain.push(key);
        const gone = removes === null ? undefined : plain[removes % plain.length];
        if (gone) removeKey(ranked, gone);
        plain = plain.filter((each) => each !== gone).toSorted(compareOrderKeys);
      }
      expect(countKeys(ranked)).toBe(plain.length);
      expect(firstKey(ranked)).toEqual(plain[0] ?? null);
      const before = plain.filter((key) => compareOrderKeys(key, asked) < 0).length;
      expect(countBefore(ranked, asked)).toBe(before);
      plain.forEach((key, i) => expect(countBefore(ranked, key)).toBe(i));
    }),
  );
});

test('keys that come in order do not make it slow: 20,000 stay a shallow tree', () => {
  const ranked = newRankedKeys();
  const key = (i: number): OrderKey => ({ tier: 1, at: i, checkedInAt: i, uid: `visit-${i}` });
  for (let i = 0; i < 20_000; i += 1) insertKey(ranked, key(i));
  let [depth, node] = [0, ranked.root];
  for (; node; node = node.right) depth += 1;
  expect(depth).toBeLessThan(60);
  expect(countBefore(ranked, key(12_345))).toBe(12_345);
});
