import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { AppError } from '#shared/domain/errors.ts';
import { countRefusal } from '#hub/http/limit-requests.ts';
import { countedAddress } from '#hub/http/request-info.ts';
import type { Hub } from '#hub/hub.ts';

export type HandshakeLimit = {
  /** Counts one more connection from where it comes. Throws `request.too_many`. */
  attempt(request: IncomingMessage): Promise<void>;
  /** Counts who tries out keys and tokens, with those who do so over the API. Gives the code to refuse with. */
  refused(request: IncomingMessage, error: unknown): Promise<string>;
};

/**
 * How often somebody may connect: as often as a stranger may ask, counted by address in the database, so that every hub
 * process knows. Whose address it is behind trusted proxies, is told as for requests.
 */
export function createHandshakeLimit(hub: Hub): HandshakeLimit {
  const trust = proxyAddress.compile(hub.config.trustedProxies);
  // A connection that is gone by now has no address any more.
  const addressOf = (request: IncomingMessage) =>
    countedAddress(request.socket.remoteAddress === undefined ? undefined : proxyAddress(request, trust));
  return {
    async attempt(request) {
      await hub.limits.handshake.attempt('address', addressOf(request));
    },
    async refused(request, error) {
      const code = error instanceof AppError ? error.code : 'database.unavailable';
      try {
        await countRefusal(hub, error, addressOf(request));
        return code;
      } catch (limit) {
        return limit instanceof AppError ? limit.code : code;
      }
    },
  };
}
