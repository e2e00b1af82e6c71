import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppError } from '#shared/domain/errors.ts';
import { queueSocketHelloSchema } from '#shared/protocol/queue-socket.ts';
import { listen, stopListening } from '#hub/http/listen.ts';
import type { Hub } from '#hub/hub.ts';
import type { HubPart } from '#hub/parts.ts';
import { admitAuthorization, admitSocket, type Admission } from './admit-socket.ts';
import { createHandshakeLimit } from './limit-handshakes.ts';
import { findUnwelcome } from './find-unwelcome.ts';
import { CLOSE, createListener, type Listener } from './queue-socket/listener.ts';
import { openRoom, type Room } from './queue-socket/room.ts';

const PATH = '/ws/queue';
const HELLO_WITHIN_MS = 10_000;
const CHECK_EVERY_MS = 5_000;
/** Who does not answer one ping by the next is gone. */
const PING_EVERY_MS = 25_000;

const TOO_MANY = 'HTTP/1.1 429 Too Many Requests\r\nretry-after: 60\r\nconnection: close\r\n\r\n';
const UNAVAILABLE = 'HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n';

type Arrival = { admission: Admission; since: number | undefined };

/** `/ws/queue` on the hub's own port, and on WS_PORT where that is set. */
export async function startQueueSocket(hub: Hub, server: HttpServer): Promise<HubPart> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16_384, clientTracking: true });
  const rooms = new Map<number, Room>();
  const listeners = new Map<WebSocket, Listener>();
  const alive = new WeakSet<WebSocket>();

  const handshakes = createHandshakeLimit(hub);

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (pathOf(request) === PATH) void admit(request, socket, head);
  }

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const drop = () => socket.destroy();
    socket.on('error', drop);
    try {
      await handshakes.attempt(request);
    } catch (error) {
      socket.end(error instanceof AppError ? TOO_MANY : UNAVAILABLE);
      return;
    }
    socket.off('error', drop);
    if (!socket.destroyed) sockets.handleUpgrade(request, socket, head, (accepted) => void receive(accepted, request));
  }

  async function receive(socket: WebSocket, request: IncomingMessage): Promise<void> {
    socket.on('error', () => socket.terminate());
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    try {
      if (hub.state.stopping) throw new AppError('hub.stopping');
      const { admission, since } = await readArrival(hub, socket, request);
      if (socket.readyState !== socket.OPEN) return;
      const listener = createListener(socket, admission);
      const { locationId } = admission.actor;
      const room = rooms.get(locationId) ?? openRoom(hub, locationId);
      rooms.set(locationId, room);
      listeners.set(socket, listener);
      socket.on('close', () => {
        listeners.delete(socket);
        room.leave(listener);
      });
      room.enter(listener, since);
    } catch (error) {
      refuse(socket, await handshakes.refused(request, error));
    }
  }

  const silence = hub.feedMoved.subscribe((heads) => {
    for (const { locationId } of heads) rooms.get(locationId)?.note();
  });
  const access = setInterval(() => void closeUnwelcome(hub, listeners), CHECK_EVERY_MS);
  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, PING_EVERY_MS);
  server.on('upgrade', upgrade);
  const own = hub.config.wsPort === null ? null : await listenApart(hub, hub.config.wsPort, upgrade);
  return {
    async stop() {
      clearInterval(access);
      clearInterval(pings);
      silence();
      server.off('upgrade', upgrade);
      for (const socket of sockets.clients) {
        socket.close(CLOSE.goingAway, 'the hub is stopping');
        socket.terminate();
      }
      sockets.close();
      if (own) await stopListening(own);
    },
  };
}

/** From the Authorization header, or from the first message. Never from the address: addresses are logged. */
async function readArrival(hub: Hub, socket: WebSocket, request: IncomingMessage): Promise<Arrival> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const since = Number(new URL(request.url ?? '', 'ws://hub').searchParams.get('since') ?? Number.NaN);
    return {
      admission: await admitAuthorization(hub, authorization),
      since: Number.isSafeInteger(since) && since >= 0 ? since : undefined,
    };
  }
  const hello = queueSocketHelloSchema.safeParse(parseJson(await firstMessage(socket)));
  if (!hello.success) throw new AppError('auth.required');
  const said = hello.data;
  const auth =
    'access_token' in said
      ? { accessToken: said.access_token }
      : { deviceUid: said.device_uid, deviceKey: said.device_key };
  return { admission: await admitSocket(hub, auth), since: said.since };
}

async function firstMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new AppError('auth.required')), HELLO_WITHIN_MS);
    socket.once('close', () => {
      clearTimeout(tooLate);
      reject(new AppError('auth.required'));
    });
    socket.once('message', (data, isBinary) => {
      clearTimeout(tooLate);
      resolve(isBinary || !Buffer.isBuffer(data) ? '' : data.toString('utf8'));
    });
  });
}

function refuse(socket: WebSocket, code: string): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'error', code }));
  socket.close(code.startsWith('auth.') ? CLOSE.unauthorized : CLOSE.error, code);
}

async function closeUnwelcome(hub: Hub, listeners: ReadonlyMap<WebSocket, Listener>): Promise<void> {
  try {
    for (const listener of await findUnwelcome(hub.db, [...listeners.values()], hub.clock())) {
      listener.end(CLOSE.unauthorized, 'auth.expired');
    }
  } catch (error) {
    hub.log.warn({ err: error }, 'access of those who listen could not be checked');
  }
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

async function listenApart(hub: Hub, port: number, upgrade: Upgrade): Promise<HttpServer> {
  const server = createServer((_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain', connection: 'close' }).end(`This port is for ${PATH}.\n`);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) === PATH) upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  const url = await listen(server, hub.config.host, port);
  hub.log.info({ url }, 'the queue socket listens on a port of its own too');
  return server;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
