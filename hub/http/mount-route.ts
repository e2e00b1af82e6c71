import express, { type Express, type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';
import { authenticate } from './authenticate.ts';
import { requestInfo } from './request-info.ts';
import type { Route } from './route.ts';
import { invalidRequest } from './to-error-reply.ts';

/** Who asks is settled before a byte of the body is read. */
export function mountRoute(app: Express, hub: Hub, route: Route): void {
  const { contract } = route;
  const method = contract.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const admit: RequestHandler = async (request, response, next) => {
    if (hub.state.stopping) throw new AppError('hub.stopping');
    response.locals['actor'] = await authenticate(hub, route.access, request.get('authorization'));
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const reply = await route.run({
      hub,
      input: readInput(route, request),
      actor: response.locals['actor'],
      request: requestInfo(request, response),
    });
    response.set('cache-control', 'no-store').json({ success: true, data: checkReply(route, reply) });
  };
  const readBody = contract.body ? [express.json({ limit: route.bodyLimit }), assertJson] : [];
  app[method](contract.path, admit, ...readBody, answer);
}

const assertJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new AppError('request.not_json');
  next();
};

function readInput({ contract }: Route, request: Request): object {
  return {
    ...parsePart('body', contract.body, request.body),
    ...parsePart('query', contract.query, request.query),
    ...parsePart('params', contract.params, request.params),
  };
}

function parsePart(part: string, schema: z.ZodType | undefined, value: unknown): object {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(part, parsed.error);
  return parsed.data as object;
}

/** Also drops what the contract does not name: nothing leaves the hub by accident. */
function checkReply({ contract }: Route, reply: unknown): unknown {
  const checked = contract.reply.safeParse(reply);
  if (checked.success) return checked.data;
  const paths = checked.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The reply of ${contract.id} breaks its contract at: ${paths}`);
}
