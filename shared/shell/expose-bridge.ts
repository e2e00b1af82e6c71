import { contextBridge, ipcRenderer } from 'electron';
import type { BridgeMessage, BridgeRequest } from '#shared/protocol/bridge/bridge.ts';
import { IPC_MESSAGE, IPC_REQUEST } from '#shared/protocol/bridge/ipc-channels.ts';

/** Gives the page two functions and nothing of Electron's: neither `ipcRenderer` nor its events get through. */
export function exposeBridge(): void {
  contextBridge.exposeInMainWorld('anteroomBridge', {
    send: (request: BridgeRequest): void => ipcRenderer.send(IPC_REQUEST, request),
    onMessage: (listener: (message: BridgeMessage) => void): (() => void) => {
      const forward = (_event: unknown, message: BridgeMessage): void => listener(message);
      ipcRenderer.on(IPC_MESSAGE, forward);
      return () => {
        ipcRenderer.removeListener(IPC_MESSAGE, forward);
      };
    },
  });
}
