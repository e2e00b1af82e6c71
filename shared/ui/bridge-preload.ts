import type { BridgeMessage, BridgeRequest } from '#shared/protocol/bridge/bridge.ts';
import type { BridgeConnection } from './bridge-connection.ts';

/** What Electron's preload exposes as `window.anteroomBridge`. */
export type PreloadBridge = {
  send(request: BridgeRequest): void;
  onMessage(listener: (message: BridgeMessage) => void): unknown;
};

/** In Electron the device is the same process tree: the way to it opens at once and lasts as long as the page. */
export function connectPreload(preload: PreloadBridge): BridgeConnection {
  return {
    send(request) {
      preload.send(request);
      return true;
    },
    listen(listener) {
      preload.onMessage((message) => listener.received(message));
      listener.opened();
    },
  };
}
