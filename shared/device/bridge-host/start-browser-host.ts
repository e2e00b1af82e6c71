import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AppError } from '#shared/domain/errors.ts';
import { attachBridgeSockets } from './bridge-sockets.ts';
import { grantPageAccess, type PageAccess } from './page-access.ts';
import { createPageApp } from './page-app.ts';
import type { BridgeServer } from './serve-bridge.ts';

export type BrowserHost = {
  /** With this boot's token: whoever has it is let in. */
  startUrl: string;
  origin: string;
  close(): Promise<void>;
};

export type BrowserHostOptions = {
  /** `kiosk` or `display`. */
  name: string;
  /** 0 takes a free port. */
  port: number;
  /** The built renderer. */
  pageFolder: string;
  bridge: BridgeServer;
};

/**
 * Serves a device's renderer and its bridge to browsers on this machine alone. Throws `host.port_taken`,
 * `host.port_refused`, or `host.page_not_built`.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { name, pageFolder, bridge } = options;
  if (!existsSync(join(pageFolder, 'index.html'))) throw new AppError('host.page_not_built', { name });
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 10_000 });
  const port = await listen(server, options.port);
  const access: PageAccess = grantPageAccess(name, port);
  server.on('request', createPageApp(access, pageFolder));
  const closeSockets = attachBridgeSockets(server, access, bridge);
  return {
    startUrl: access.startUrl,
    origin: access.origin,
    close: async () => {
      closeSockets();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'EADDRINUSE' ? 'host.port_taken' : 'host.port_refused';
      reject(new AppError(code, { port, reason: error.code }));
    });
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
  server.removeAllListeners('error');
  return (server.address() as AddressInfo).port;
}
