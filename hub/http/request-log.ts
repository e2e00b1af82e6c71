import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Response } from 'express';
import { pinoHttp, type HttpLogger } from 'pino-http';
import type { Hub } from '#hub/hub.ts';

/**
 * One line a request: method, operation, status, time. No body, query, header, nor the address as it was typed: those
 * say who someone is.
 */
export function createRequestLog(hub: Hub): HttpLogger {
  return pinoHttp({
    logger: hub.log,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const id = hub.ids();
      response.setHeader('x-request-id', id);
      return id;
    },
    serializers: {
      req: (request: { id: string; method: string }) => ({
        id: request.id,
        method: request.method,
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: (error: { type: string; code?: string }) => ({ type: error.type, code: error.code }),
    },
    // Asked at the start as well, when nobody knows it yet.
    customProps: (_request, response) => {
      const operation: unknown = (response as Response).locals?.['operation'];
      return typeof operation === 'string' ? { operation } : {};
    },
    customLogLevel: (_request, response) => {
      if (response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'debug';
    },
    wrapSerializers: true,
  });
}
