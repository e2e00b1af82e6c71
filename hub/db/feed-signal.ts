import type { FeedHead } from './feed.ts';

export type FeedListener = (heads: readonly FeedHead[]) => void;
export type FeedSignal = { announce(heads: readonly FeedHead[]): void; subscribe(listener: FeedListener): () => void };

/** Within one process. Listeners must handle their own errors. */
export function createFeedSignal(): FeedSignal {
  const listeners = new Set<FeedListener>();
  return {
    announce(heads) {
      for (const listener of listeners) listener(heads);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
