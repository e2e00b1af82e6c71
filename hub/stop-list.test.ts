import { expect, test } from 'vitest';
import { createStopList } from './stop-list.ts';

test('what was started last is stopped first, each once, whatever fails in between', async () => {
  const stopped: string[] = [];
  const list = createStopList();
  list.add(() => void stopped.push('database'));
  list.add(async () => {
    throw new Error('will not stop');
  });
  list.add(async () => void stopped.push('server'));
  await Promise.all([list.stopAll(), list.stopAll()]);
  await list.stopAll();
  expect(stopped).toEqual(['server', 'database']);
});
