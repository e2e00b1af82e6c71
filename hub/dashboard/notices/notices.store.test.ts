import { describe, expect, it } from 'vitest';
import { createNoticesStore } from './notices.store.ts';

function notices() {
  const timers: { task: () => void; cancelled: boolean }[] = [];
  let ids = 0;
  const store = createNoticesStore(() => `n${(ids += 1)}`, {
    after: (_, task) => {
      const timer = { task, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  });
  return { store, timePasses: () => timers.splice(0).forEach((timer) => !timer.cancelled && timer.task()) };
}
const done = (key: string, run?: () => void) =>
  ({ tone: 'done', text: { key }, ...(run && { undo: { labelKey: 'action.undo', run } }) }) as const;

describe('notices', () => {
  it('of what was done go away; problems stay until they are read', () => {
    const { store, timePasses } = notices();
    store.show(done('a'));
    store.show({ tone: 'problem', text: { error: new Error('x') } });
    timePasses();
    expect(store.getState().map(({ tone }) => tone)).toEqual(['problem']);
  });

  it('wait while somebody points at them', () => {
    const { store, timePasses } = notices();
    store.show(done('a'));
    store.hold();
    timePasses();
    expect(store.getState()).toHaveLength(1);
    store.release();
    timePasses();
    expect(store.getState()).toHaveLength(0);
  });

  it('offer one way back, that of the last thing done, once', () => {
    const { store } = notices();
    const undone: string[] = [];
    store.show(done('a', () => undone.push('a')));
    store.show(done('b', () => undone.push('b')));
    store.undoLatest();
    store.undoLatest();
    expect(undone).toEqual(['b']);
    store.show(done('c', () => undone.push('c')));
    store.show(done('d'));
    store.undoLatest();
    expect(undone).toEqual(['b']);
  });

  it('never cover the board: one thing done and the newest problems', () => {
    const { store } = notices();
    for (const key of ['a', 'b']) store.show(done(key));
    for (const number of [1, 2, 3, 4]) store.show({ tone: 'problem', text: { error: new Error(String(number)) } });
    store.show(done('c'));
    expect(
      store
        .getState()
        .map(({ text }) => ('key' in text ? text.key : text.error instanceof Error && text.error.message)),
    ).toEqual(['3', '4', 'c']);
  });
});
