import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from '#hub/start-error.ts';

/** Longer than any ordinary request, short enough for a stop within three seconds. */
const FINISH_REQUESTS_MS = 1_500;

/**
 * Longer than devices pause between two rounds. With Node's five seconds, a device that is busy for a moment sends its next
 * request into a connection that is just being closed.
 */
const KEEP_ALIVE_MS = 75_000;

/** Resolves with the URL once connections are accepted. Throws StartError when the address cannot be had. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartError(problemText(error.code ?? 'unknown', host, port), { cause: error }));
    });
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo;
      const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${chosen}`);
    });
  });
}

/** Accepts no more, lets running requests finish for a while, then cuts them off. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy a moment ago would otherwise be kept for the next request, which is not to come.
  const sweep = setInterval(() => server.closeIdleConnections(), 25);
  const cutOff = setTimeout(() => server.closeAllConnections(), FINISH_REQUESTS_MS);
  await closed;
  clearTimeout(cutOff);
  clearInterval(sweep);
}

function problemText(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or set PORT (0 picks a free port).`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: correct HOST (127.0.0.1 for this machine alone, 0.0.0.0 for all).`;
    default:
      return `The hub cannot listen on ${host}, port ${port} (${code}): correct HOST or PORT.`;
  }
}
