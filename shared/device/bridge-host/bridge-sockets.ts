import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import type { PageAccess } from './page-access.ts';
import type { BridgeServer } from './serve-bridge.ts';

/** A registration is a few hundred bytes; nothing that a renderer sends is near this. */
const MAX_FRAME_BYTES = 64 * 1024;
/** Above this a topic's values wait, and only its newest goes out when there is room. */
const SLOW_BYTES = 256 * 1024;
/** Above this the page has stopped reading; it may come back and subscribe anew. */
const STUCK_BYTES = 4 * 1024 * 1024;
const MAX_CONNECTIONS = 8;

/** The bridge at `/bridge` of the browser host. Returns how to shut it. */
export function attachBridgeSockets(server: Server, access: PageAccess, bridge: BridgeServer): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = refusalOf(request, access, sockets.clients.size);
    if (refusal) return refuseUpgrade(stream, refusal);
    sockets.handleUpgrade(request, stream, head, (socket) => connectSocket(socket, bridge));
  });
  return () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function refusalOf(request: IncomingMessage, access: PageAccess, connections: number): string | null {
  if (!access.isOurHost(request)) return '421 Misdirected Request';
  // A browser always says where a WebSocket comes from; whoever does not is no page of ours.
  if (request.headers.origin !== access.origin || !access.hasCookie(request)) return '403 Forbidden';
  if (request.url !== '/bridge') return '404 Not Found';
  return connections >= MAX_CONNECTIONS ? '503 Service Unavailable' : null;
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function connectSocket(socket: WebSocket, bridge: BridgeServer): void {
  const connection = bridge.connect(boundedSender(socket));
  socket.on('message', (data, isBinary) => connection.receive(isBinary ? null : parseFrame(data)));
  socket.on('close', () => connection.close());
  // A frame too large, or not UTF-8: ws closes the socket with the code that says so.
  socket.on('error', () => connection.close());
}

function parseFrame(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return null;
  }
}

/** Keeps what waits for a slow page bounded: one value a topic, and in the end no page. */
function boundedSender(socket: WebSocket): (message: BridgeMessage) => void {
  const held = new Map<string, BridgeMessage>();
  const transmit = (message: BridgeMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > STUCK_BYTES) return socket.terminate();
    socket.send(JSON.stringify(message), () => sendHeld());
  };
  const sendHeld = (): void => {
    for (const [topic, message] of held) {
      if (socket.bufferedAmount > SLOW_BYTES) return;
      held.delete(topic);
      transmit(message);
    }
  };
  return (message) => {
    if (message.type === 'topic' && socket.bufferedAmount > SLOW_BYTES) held.set(message.topic, message);
    else transmit(message);
  };
}
