import type { WebSocket } from 'ws';
import type { Stream } from '#shared/protocol/entities.ts';
import type { QueueSocketMessage } from '#shared/protocol/queue-socket.ts';
import type { Admission } from '#hub/realtime/admit-socket.ts';

/** What lies unread at one listener at most; who reads no faster is cut off and comes back with `since`. */
const MAX_UNREAD_BYTES = 1024 * 1024;
/** Close codes: RFC 6455, and its private range for what the API answers with a status. */
export const CLOSE = { goingAway: 1001, tooSlow: 1013, unauthorized: 4401, error: 1011 } as const;

/** One connection that was let in. */
export type Listener = {
  data: { admission: Admission };
  hears(stream: Stream): boolean;
  send(message: QueueSocketMessage): void;
  end(code: number, errorCode: string): void;
};

export function createListener(socket: WebSocket, admission: Admission): Listener {
  const listener: Listener = {
    data: { admission },
    hears: (stream) => admission.streams.includes(stream),
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) {
        socket.close(CLOSE.tooSlow, 'read faster, or come back with since');
        // The closing handshake would wait behind what is not read.
        socket.terminate();
        return;
      }
      socket.send(JSON.stringify(message));
    },
    end(code, errorCode) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'error', code: errorCode }));
      socket.close(code, errorCode);
    },
  };
  return listener;
}
