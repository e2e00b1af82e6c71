import { describe, expect, it } from 'vitest';
import { gatherPokes } from './gather-pokes.ts';
import { createLiveStore, livenessOf } from './live.store.ts';

describe('whether the screen can be believed', () => {
  function at() {
    let time = 0;
    const store = createLiveStore(() => time);
    return { store, kind: () => livenessOf(store.getState()), setTime: (now: number) => void (time = now) };
  }

  it('is live while pokes arrive and the hub answers', () => {
    const { store, kind } = at();
    expect(kind()).toEqual({ kind: 'connecting' });
    store.socketUp();
    store.answered();
    expect(kind()).toEqual({ kind: 'live' });
  });

  it('says since when pokes are missing, not since the last attempt', () => {
    const { store, kind, setTime } = at();
    store.socketUp();
    store.answered();
    setTime(100);
    store.socketDown();
    setTime(200);
    store.socketDown();
    expect(kind()).toEqual({ kind: 'polling', since: 100 });
    setTime(300);
    store.socketUp();
    expect(kind()).toEqual({ kind: 'live' });
  });

  it('is stale from the last answer on, even with a socket that seems well', () => {
    const { store, kind, setTime } = at();
    store.socketUp();
    setTime(50);
    store.answered();
    setTime(90);
    store.failed();
    expect(kind()).toEqual({ kind: 'stale', since: 50 });
    store.answered();
    expect(kind()).toEqual({ kind: 'live' });
  });
});

describe('pokes', () => {
  it('are answered at once, and a burst by one more request after it', () => {
    const timers: (() => void)[] = [];
    let runs = 0;
    const pokes = gatherPokes(() => void (runs += 1), 150, { after: (_, task) => (timers.push(task), () => {}) });
    pokes.poke();
    expect(runs).toBe(1);
    for (let i = 0; i < 40; i += 1) pokes.poke();
    expect(runs).toBe(1);
    timers.shift()!();
    expect(runs).toBe(2);
    timers.shift()!();
    expect(runs).toBe(2);
    pokes.poke();
    expect(runs).toBe(3);
  });
});
