import type { BridgeMessage, BridgeRequest } from '#shared/protocol/bridge/bridge.ts';

export type ConnectionListener = {
  opened(): void;
  closed(): void;
  received(message: BridgeMessage): void;
};

/** A way to the device that mends itself. */
export type BridgeConnection = {
  /** False when there is no way now; the request is then gone. */
  send(request: BridgeRequest): boolean;
  /** Called once, by the client; connects. */
  listen(listener: ConnectionListener): void;
};
