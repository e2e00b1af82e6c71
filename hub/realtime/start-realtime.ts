import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { eq } from 'drizzle-orm';
import { Server } from 'socket.io';
import { AppError } from '#shared/domain/errors.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { ServerToClientEvents } from '#shared/protocol/events.ts';
import type { FeedHead } from '#hub/db/feed.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import type { Hub } from '#hub/hub.ts';
import type { HubPart } from '#hub/parts.ts';
import { admitSocket, type Admission } from './admit-socket.ts';
import { coalesceHeads } from './coalesce-heads.ts';
import { findUnwelcome } from './find-unwelcome.ts';
import { createHandshakeLimit, type HandshakeLimit } from './limit-handshakes.ts';
import { systemScheduler } from './system-scheduler.ts';

type NoEvents = Record<string, never>;
type RealtimeServer = Server<NoEvents, ServerToClientEvents, NoEvents, { admission: Admission }>;
type RealtimeSocket = Parameters<Parameters<RealtimeServer['use']>[0]>[0];

const GATHER_MS = 10;
const CHECK_ACCESS_EVERY_MS = 5_000;

/**
 * Socket.IO on the hub's own port. It tells who is connected that a stream moved, nothing more; each process hears of all
 * commits from Postgres (startFeedListening), so that any number of them needs no other bond.
 */
export async function startRealtime(hub: Hub, server: HttpServer): Promise<HubPart> {
  const handshakes = createHandshakeLimit(hub);
  const admitRequest = async (
    request: IncomingMessage,
    answer: (refusal: string | null, isAllowed: boolean) => void,
  ) => {
    try {
      await handshakes.attempt(request);
      answer(null, true);
    } catch (error) {
      answer(error instanceof AppError ? error.code : 'database.unavailable', false);
    }
  };
  const io: RealtimeServer = new Server(server, {
    serveClient: false,
    // Nobody has anything to say here but who they are.
    maxHttpBufferSize: 16_384,
    connectTimeout: 10_000,
    // Before a connection is made at all: those who never say who they are count as well.
    allowRequest: (request, answer) => void admitRequest(request, answer),
  });
  io.use((socket, next) => {
    void admit(hub, handshakes, socket, next);
  });
  io.on('connection', (socket) => {
    const { actor, streams } = socket.data.admission;
    for (const stream of streams) void socket.join(roomOf(actor.locationId, stream));
  });

  const poker = hub.config.pokes ? startPoking(hub, io) : null;
  const access = setInterval(() => void closeUnwelcome(hub, io), CHECK_ACCESS_EVERY_MS);
  return {
    async stop() {
      clearInterval(access);
      poker?.stop();
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

function roomOf(locationId: number, stream: Stream): string {
  return `${locationId} ${stream}`;
}

/** A refusal carries the code that the API would answer with. */
async function admit(
  hub: Hub,
  handshakes: HandshakeLimit,
  socket: RealtimeSocket,
  next: (refusal?: Error) => void,
): Promise<void> {
  let refusal: Error | undefined;
  try {
    if (hub.state.stopping) throw new AppError('hub.stopping');
    socket.data.admission = await admitSocket(hub, socket.handshake.auth);
  } catch (error) {
    const code = await handshakes.refused(socket.request, error);
    refusal = Object.assign(new Error(code), { data: { code } });
  }
  next(refusal);
}

function startPoking(hub: Hub, io: RealtimeServer): { stop(): void } {
  const uids = new Map<number, string>();

  async function poke(heads: readonly FeedHead[]): Promise<void> {
    for (const { locationId, stream, seq } of heads) {
      const room = io.local.to(roomOf(locationId, stream));
      const locationUid = uids.get(locationId) ?? (await readLocationUid(hub, locationId));
      if (!locationUid) continue;
      uids.set(locationId, locationUid);
      room.emit('poke', { locationUid, stream, head: seq });
    }
  }
  // A poke that cannot be sent is one that is missed: the next one or the poll makes up for it.
  const pokeOrMiss = (heads: readonly FeedHead[]) =>
    void poke(heads).catch((error: unknown) => hub.log.warn({ err: error }, 'a poke could not be sent'));

  const gathered = coalesceHeads(pokeOrMiss, GATHER_MS, systemScheduler);
  const silence = hub.feedMoved.subscribe((heads) => {
    for (const head of heads) gathered.add(head);
  });
  return {
    stop() {
      silence();
      gathered.stop();
    },
  };
}

async function readLocationUid(hub: Hub, id: number): Promise<string | undefined> {
  const [row] = await hub.db.select({ uid: locations.uid }).from(locations).where(eq(locations.id, id));
  return row?.uid;
}

async function closeUnwelcome(hub: Hub, io: RealtimeServer): Promise<void> {
  try {
    const unwelcome = await findUnwelcome(hub.db, [...io.of('/').sockets.values()], hub.clock());
    for (const socket of unwelcome) socket.disconnect(true);
  } catch (error) {
    hub.log.warn({ err: error }, 'access of those connected could not be checked');
  }
}
