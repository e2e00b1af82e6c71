import { expect, test } from 'vitest';
import { createCalendarTurns } from './calendar-turns.ts';

const pause = async () => new Promise((resolve) => setTimeout(resolve, 1));

test('one doctor’s calendar is worked on by one at a time, in the order of asking; others do not wait', async () => {
  const turns = createCalendarTurns();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await pause();
    seen.push(`${name} ends`);
    return name;
  };
  const asked = [
    turns.take(1, work('a')),
    turns.take(1, work('b')),
    turns.take(2, work('other')),
    turns.take(1, work('c')),
  ];
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'other', 'c']);
  expect(seen.filter((line) => !line.startsWith('other'))).toEqual([
    'a begins',
    'a ends',
    'b begins',
    'b ends',
    'c begins',
    'c ends',
  ]);
  expect(seen.indexOf('other begins')).toBeLessThan(seen.indexOf('a ends'));
});

test('whoever fails is told so, and holds up nobody', async () => {
  const turns = createCalendarTurns();
  const failing = turns.take(1, async () => {
    await pause();
    throw new Error('taken');
  });
  const next = turns.take(1, async () => 'mine');
  await expect(failing).rejects.toThrow('taken');
  expect(await next).toBe('mine');
});
