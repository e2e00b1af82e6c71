import type { BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import { IPC_MESSAGE, IPC_REQUEST } from '#shared/protocol/bridge/ipc-channels.ts';
import type { BridgeServer } from './serve-bridge.ts';

/** What the bridge needs of Electron's `ipcMain` and of a page's `webContents`. */
export type IpcRequests = {
  on(channel: string, listener: (event: IpcEvent, message: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: IpcEvent, message: unknown) => void): unknown;
};
export type IpcEvent = { sender: IpcPage; senderFrame: { url: string; parent: unknown } | null };
export type IpcPage = {
  id: number;
  send(channel: string, message: BridgeMessage): void;
  isDestroyed(): boolean;
  on(event: 'destroyed' | 'did-navigate' | 'render-process-gone', listener: () => void): unknown;
};

/**
 * The bridge over Electron's IPC, for one window's page. Requests count only from that page's top frame while it shows
 * `origin`; a page that is loaded again starts afresh. Returns how to stop.
 */
export function serveIpc(bridge: BridgeServer, ipc: IpcRequests, page: IpcPage, origin: string): () => void {
  const connect = () =>
    bridge.connect((message) => {
      if (!page.isDestroyed()) page.send(IPC_MESSAGE, message);
    });
  let connection = connect();
  const listener = (event: IpcEvent, message: unknown): void => {
    if (event.sender.id === page.id && isOurFrame(event.senderFrame, origin)) connection.receive(message);
  };
  const startAfresh = (): void => {
    connection.close();
    connection = connect();
  };
  ipc.on(IPC_REQUEST, listener);
  page.on('did-navigate', startAfresh);
  page.on('render-process-gone', startAfresh);
  const stop = (): void => {
    ipc.removeListener(IPC_REQUEST, listener);
    connection.close();
  };
  page.on('destroyed', stop);
  return stop;
}

function isOurFrame(frame: IpcEvent['senderFrame'], origin: string): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${origin}/`);
}
