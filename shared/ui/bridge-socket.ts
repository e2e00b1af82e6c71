import type { BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { BridgeConnection, ConnectionListener } from './bridge-connection.ts';
import { browserScheduler } from './browser-ports.ts';

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export type SocketOptions = {
  url: string;
  scheduler?: Scheduler;
  openSocket?: (url: string) => WebSocket;
};

/** A WebSocket to the browser host that is opened again, ever more patiently, when it breaks. */
export function connectSocket({
  url,
  scheduler = browserScheduler,
  openSocket = (to) => new WebSocket(to),
}: SocketOptions): BridgeConnection {
  let socket: WebSocket | undefined;
  let retryMs = FIRST_RETRY_MS;
  // What is asked while the socket is still opening goes out when it has opened, or is lost with it.
  let early: string[] = [];

  function connect(listener: ConnectionListener): void {
    const opening = openSocket(url);
    socket = opening;
    opening.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      listener.opened();
      for (const text of early) opening.send(text);
      early = [];
    });
    opening.addEventListener('message', ({ data }) => listener.received(JSON.parse(String(data)) as BridgeMessage));
    opening.addEventListener('close', () => {
      socket = undefined;
      early = [];
      listener.closed();
      scheduler.after(retryMs, () => connect(listener));
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    });
  }

  return {
    send(request) {
      const text = JSON.stringify(request);
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
      else if (socket?.readyState === WebSocket.CONNECTING) early.push(text);
      else return false;
      return true;
    },
    listen: connect,
  };
}
