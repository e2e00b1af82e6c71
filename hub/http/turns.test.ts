import { expect, test } from 'vitest';
import type { Scheduler } from '#shared/domain/ports.ts';
import { createTurns } from './turns.ts';

function world(atOnce: number) {
  const due: (() => void)[] = [];
  const scheduler: Scheduler = {
    after(_ms, task) {
      due.push(task);
      return () => void due.splice(due.indexOf(task), 1);
    },
  };
  const turns = createTurns(atOnce, 1000, scheduler);
  const order: string[] = [];
  const begin = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const done = turns.take(async () => {
      order.push(name);
      await promise;
    });
    return { done, resolve, reject };
  };
  return { begin, order, due };
}

const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many are inside at once, the others in the order in which they came', async () => {
  const { begin, order } = world(2);
  const [a, b, c, d] = [begin('a'), begin('b'), begin('c'), begin('d')];
  await settle();
  expect(order).toEqual(['a', 'b']);
  b.resolve();
  await b.done;
  await settle();
  expect(order).toEqual(['a', 'b', 'c']);
  for (const one of [a, c, d]) one.resolve();
  await Promise.all([a.done, c.done, d.done]);
  expect(order).toEqual(['a', 'b', 'c', 'd']);
});

test('one that fails makes room like any other', async () => {
  const { begin, order } = world(1);
  const [a, b] = [begin('a'), begin('b')];
  a.reject(new Error('no'));
  await expect(a.done).rejects.toThrow('no');
  b.resolve();
  await b.done;
  expect(order).toEqual(['a', 'b']);
});

test('who waits too long is told to come again, and is not let in later', async () => {
  const { begin, order, due } = world(1);
  const [a, b, c] = [begin('a'), begin('b'), begin('c')];
  await settle();
  due.shift()!();
  await expect(b.done).rejects.toMatchObject({ code: 'database.busy' });
  a.resolve();
  await a.done;
  c.resolve();
  await c.done;
  expect(order).toEqual(['a', 'c']);
  expect(due).toEqual([]);
});
