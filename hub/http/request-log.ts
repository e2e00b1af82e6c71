import type { IncomingMessage, ServerResponse } from 'node:http';
import { pinoHttp, type HttpLogger } from 'pino-http';
import type { Hub } from '#hub/hub.ts';

/** One line a request: method, path, status, time. No body, query or header: those say who someone is. */
export function createRequestLog(hub: Hub): HttpLogger {
  return pinoHttp({
    logger: hub.log,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const id = hub.ids();
      response.setHeader('x-request-id', id);
      return id;
    },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?', 1)[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: (error: { type: string; code?: string }) => ({ type: error.type, code: error.code }),
    },
    customLogLevel: (_request, response) => {
      if (response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'debug';
    },
    wrapSerializers: true,
  });
}
