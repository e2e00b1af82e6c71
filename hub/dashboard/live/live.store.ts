import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock, Instant } from '#shared/domain/ports.ts';

export type LiveState = {
  /** Whether pokes arrive. `since` is when that last changed; null before the first connection. */
  socket: 'connecting' | 'live' | 'lost';
  socketSince: Instant | null;
  /** When the hub last answered a request, and whether the latest one failed. */
  answeredAt: Instant | null;
  failing: boolean;
};

/**
 * What a person may believe of the screen. `live`: changes show at once. `polling`: changes show within seconds.
 * `stale`: the hub does not answer; what is shown is from `since`.
 */
export type Liveness =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'polling'; since: Instant }
  | { kind: 'stale'; since: Instant | null };

export type LiveStore = StoreApi<LiveState> & {
  socketUp(): void;
  socketDown(): void;
  answered(): void;
  failed(): void;
};

export function createLiveStore(clock: Clock): LiveStore {
  const store = createStore<LiveState>(() => ({
    socket: 'connecting',
    socketSince: null,
    answeredAt: null,
    failing: false,
  }));
  return {
    ...store,
    socketUp: () => store.setState({ socket: 'live', socketSince: clock() }),
    // A failed attempt to come back does not reset since when it has been away.
    socketDown: () => store.setState((was) => (was.socket === 'lost' ? was : { socket: 'lost', socketSince: clock() })),
    answered: () => store.setState({ answeredAt: clock(), failing: false }),
    failed: () => store.setState({ failing: true }),
  };
}

export function livenessOf(state: LiveState): Liveness {
  if (state.failing) return { kind: 'stale', since: state.answeredAt };
  if (state.socket === 'live') return { kind: 'live' };
  if (state.socket === 'lost' && state.socketSince !== null) return { kind: 'polling', since: state.socketSince };
  return { kind: 'connecting' };
}
