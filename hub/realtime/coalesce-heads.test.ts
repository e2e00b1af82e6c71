import { expect, test } from 'vitest';
import type { FeedHead } from '#hub/db/feed.ts';
import { VirtualTime } from '#testing/sim/virtual-time.ts';
import { coalesceHeads } from './coalesce-heads.ts';

const WINDOW_MS = 10;
const head = (seq: number, stream: FeedHead['stream'] = 'queue', locationId = 1): FeedHead => ({
  locationId,
  stream,
  seq,
});

function listen() {
  const time = new VirtualTime(0);
  const passed: { at: number; heads: FeedHead[] }[] = [];
  const scheduler = { after: (delayMs: number, task: () => void) => time.after(delayMs, task) };
  const gathered = coalesceHeads((heads) => passed.push({ at: time.now, heads }), WINDOW_MS, scheduler);
  const addAt = (at: number, one: FeedHead) => time.after(at, () => gathered.add(one));
  return { time, passed, gathered, addAt };
}

test('a head that comes alone is passed on at once', async () => {
  const { time, passed, addAt } = listen();
  addAt(5, head(1));
  addAt(100, head(2));
  await time.run(1000);
  expect(passed).toEqual([
    { at: 5, heads: [head(1)] },
    { at: 100, heads: [head(2)] },
  ]);
});

test('of a rush the newest head of each stream is passed on once a window, the last one too', async () => {
  const { time, passed, addAt } = listen();
  for (let at = 1; at <= 12; at += 1) addAt(at, head(at));
  addAt(6, head(3, 'clinic'));
  addAt(7, head(4, 'queue', 2));
  await time.run(1000);
  expect(passed).toEqual([
    { at: 1, heads: [head(1)] },
    { at: 11, heads: [head(11), head(3, 'clinic'), head(4, 'queue', 2)] },
    { at: 21, heads: [head(12)] },
  ]);
});

test('a head that goes back is passed on as well', async () => {
  const { time, passed, addAt } = listen();
  addAt(1, head(9));
  addAt(2, head(3));
  await time.run(1000);
  expect(passed.flatMap(({ heads }) => heads)).toEqual([head(9), head(3)]);
});

test('stopped, it passes on nothing more', async () => {
  const { time, passed, gathered, addAt } = listen();
  addAt(1, head(1));
  addAt(2, head(2));
  time.after(3, () => gathered.stop());
  await time.run(1000);
  expect(passed).toHaveLength(1);
});
