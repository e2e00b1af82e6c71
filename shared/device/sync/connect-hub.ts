import { io, type Socket } from 'socket.io-client';
import { callApi, type ApiTransport } from '#shared/protocol/api/client.ts';
import { hello, pull, push, snapshot } from '#shared/protocol/api/sync.ts';
import { deviceAuthorization } from '#shared/protocol/device-auth.ts';
import { pokeSchema, type ServerToClientEvents, type SocketAuth } from '#shared/protocol/events.ts';
import type { ConnectHub, HubAddress, PokeListener } from './hub-link.ts';

const CALL_TIMEOUT_MS = 15_000;
/** With a day's registrations on a slow line, or behind a thousand devices that came back at the same moment. */
const SYNC_TIMEOUT_MS = 60_000;
const SYNC_CALLS: ReadonlySet<string> = new Set([hello.id, push.id, pull.id, snapshot.id]);
const LONGEST_PAUSE_MS = 15_000;

/** Over HTTP, with pokes over Socket.IO. `pokes: false` leaves the latter out: the device then lives by polling. */
export function hubConnector({ pokes }: { pokes: boolean }): ConnectHub {
  return (address) => {
    const closing = new AbortController();
    const transport: ApiTransport = {
      headers: () => headersOf(address),
      baseUrl: address.hubUrl,
      timeoutMs: CALL_TIMEOUT_MS,
      fetch: async (input, init) =>
        fetch(input, { ...init, signal: AbortSignal.any([closing.signal, ...(init?.signal ? [init.signal] : [])]) }),
    };
    return {
      call: async (contract, call) =>
        callApi(SYNC_CALLS.has(contract.id) ? { ...transport, timeoutMs: SYNC_TIMEOUT_MS } : transport, contract, call),
      listen: (listener) => {
        if (pokes) listenForPokes(address, listener, closing.signal);
      },
      close: () => closing.abort(),
    };
  };
}

function headersOf({ auth }: HubAddress): Record<string, string> {
  return auth ? { authorization: deviceAuthorization(auth) } : {};
}

function listenForPokes({ hubUrl, auth }: HubAddress, listener: PokeListener, closed: AbortSignal): void {
  const handshake: SocketAuth | Record<string, never> = auth ?? {};
  const socket: Socket<ServerToClientEvents> = io(hubUrl, {
    auth: handshake,
    transports: ['websocket'],
    reconnectionDelayMax: LONGEST_PAUSE_MS,
  });
  socket.on('poke', (message) => {
    const poke = pokeSchema.safeParse(message);
    if (poke.success) listener.onPoke(poke.data);
  });
  socket.on('connect', () => listener.onConnect());
  // A hub that sends the socket away is not tried again by Socket.IO itself; until it is, polling serves.
  let retry: NodeJS.Timeout | undefined;
  const connectLater = (): void => {
    if (socket.active || closed.aborted) return;
    clearTimeout(retry);
    // oxlint-disable-next-line no-restricted-globals -- as the library's own pauses; no order hangs on it
    retry = setTimeout(() => socket.connect(), LONGEST_PAUSE_MS);
  };
  socket.on('connect_error', connectLater);
  socket.on('disconnect', connectLater);
  closed.addEventListener('abort', () => {
    clearTimeout(retry);
    socket.close();
  });
}
