/** Electron's host: one channel each way, named alike in the main process and in the preload. */
export const IPC_REQUEST = 'anteroom:request';
export const IPC_MESSAGE = 'anteroom:message';
