import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Cancel, Ids, Scheduler } from '#shared/domain/ports.ts';

export type Notice = {
  id: string;
  tone: 'done' | 'problem';
  /** Key of the text, or words that are ready (`error.<code>` has been looked up). */
  text: { key: string; values?: Readonly<Record<string, string>> } | { error: unknown };
  /** Present where a legal move takes the thing back. */
  undo?: { labelKey: string; run: () => void };
};

export type NoticesStore = StoreApi<Notice[]> & {
  show(notice: Omit<Notice, 'id'>): void;
  dismiss(id: string): void;
  /** Takes back what was done last, if it can be and is still offered. */
  undoLatest(): void;
  /** While someone points at or reads a notice, none goes away. */
  hold(): void;
  release(): void;
};

/** How long an undo is offered, in ms. Problems stay until they are read and closed. */
export const UNDO_MS = 8_000;
/** Older problems make room: a wall of them is read by nobody. */
const MOST_PROBLEMS = 2;

export function createNoticesStore(ids: Ids, scheduler: Scheduler): NoticesStore {
  const store = createStore<Notice[]>(() => []);
  const timers = new Map<string, Cancel>();

  function dismiss(id: string): void {
    timers.get(id)?.();
    timers.delete(id);
    store.setState((was) => was.filter((notice) => notice.id !== id), true);
  }
  function expire(id: string): void {
    timers.get(id)?.();
    timers.set(
      id,
      scheduler.after(UNDO_MS, () => dismiss(id)),
    );
  }

  return {
    ...store,
    dismiss,
    show(fresh) {
      const notice: Notice = { ...fresh, id: ids() };
      const was = store.getState();
      const problems = was.filter(({ tone }) => tone === 'problem').slice(-MOST_PROBLEMS);
      // What was done before is past undoing once the next thing is done: one way back, and it is always the last.
      const kept =
        fresh.tone === 'done' ? problems : was.filter((old) => old.tone === 'done' || problems.includes(old));
      was.filter((old) => !kept.includes(old)).forEach(({ id }) => dismiss(id));
      store.setState([...kept, notice], true);
      if (notice.tone === 'done') expire(notice.id);
    },
    undoLatest() {
      const latest = store.getState().findLast((notice) => notice.undo);
      if (!latest) return;
      dismiss(latest.id);
      latest.undo?.run();
    },
    hold() {
      timers.forEach((cancel) => cancel());
    },
    release() {
      for (const notice of store.getState()) if (notice.tone === 'done') expire(notice.id);
    },
  };
}
