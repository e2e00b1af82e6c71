import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import type { Poke, ServerToClientEvents, SocketAuth } from '#shared/protocol/events.ts';
import type { Session } from '#dashboard/session/session.store.ts';
import { gatherPokes } from './gather-pokes.ts';
import type { LiveStore } from './live.store.ts';

const GATHER_MS = 150;

type LivePorts = { session: Session; live: LiveStore; scheduler: Scheduler; onNews: () => void };

/** Listens for pokes while someone is signed in. A reconnection counts as news: what was missed is fetched. */
export function connectLive({ session, live, scheduler, onNews }: LivePorts): () => void {
  const gathered = gatherPokes(onNews, GATHER_MS, scheduler);
  const socket: Socket<ServerToClientEvents> = io({
    // Asked anew for every attempt: by then the token may have been renewed.
    auth: (give) => give({ accessToken: session.accessToken() ?? '' } satisfies SocketAuth),
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  socket.on('connect', () => {
    live.socketUp();
    gathered.poke();
  });
  socket.on('disconnect', (reason) => {
    live.socketDown();
    // The client does not come back by itself when the hub closed the connection on purpose.
    if (reason === 'io server disconnect') retryLater();
  });
  socket.on('connect_error', () => {
    live.socketDown();
    // A refusal (an expired token) ends the attempts; a lost network does not.
    if (!socket.active) retryLater();
  });
  socket.on('poke', (poke: Poke) => {
    if (poke.stream === 'queue' || poke.stream === 'clinic') gathered.poke();
  });

  let cancelRetry: Cancel | null = null;
  function retryLater(): void {
    cancelRetry?.();
    cancelRetry = scheduler.after(2_000, () => socket.connect());
  }
  return () => {
    cancelRetry?.();
    gathered.stop();
    socket.close();
  };
}
