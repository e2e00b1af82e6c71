import express, { type Express, type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { offlineSync } from '#shared/protocol/api/offline-sync.ts';
import { push } from '#shared/protocol/api/sync.ts';
import type { Hub } from '#hub/hub.ts';
import { createReadNote } from '#hub/features/audit/note-reads.ts';
import type { Actor } from './actor.ts';
import { authenticate } from './authenticate.ts';
import type { DeviceLanes } from './device-lanes.ts';
import { countRefusal, countRequest } from './limit-requests.ts';
import { addressOf, requestIdOf, requestInfo } from './request-info.ts';
import type { Route } from './route.ts';
import { assertShallowBody } from './shallow-body.ts';
import { assertStorableText } from './storable-text.ts';
import { invalidRequest } from './to-error-reply.ts';

/** Who asks is settled before a byte of the body is read. */
export function mountRoute(app: Express, hub: Hub, route: Route, lanes: DeviceLanes): void {
  const { contract } = route;
  const method = contract.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const noteRead = createReadNote(hub, contract.id);
  const admit: RequestHandler = async (request, response, next) => {
    if (hub.state.stopping) throw new AppError('hub.stopping');
    response.locals['operation'] = contract.id;
    response.locals['actor'] = await lanes.admit(route, async () => admitCaller(hub, route, request));
    if (await lanes.enter(route, response)) next();
  };
  const answer: RequestHandler = async (request, response) => {
    const actor = response.locals['actor'] as Actor | null;
    const call = {
      hub,
      input: readInput(route, request),
      actor,
      request: requestInfo(request, response),
    };
    response.set('cache-control', 'no-store');
    if (route.runText) {
      const text = await lanes.work(route, actor, async () => route.runText!(call));
      response.type('json').send(`{"success":true,"data":${text}}`);
      return;
    }
    const data = checkReply(route, await lanes.work(route, actor, async () => route.run(call)));
    await noteRead?.(actor, data, requestIdOf(request));
    response.json({ success: true, data });
  };
  const readBody = contract.body ? [express.json({ limit: route.bodyLimit }), assertJson] : [];
  app[method](contract.path, admit, ...readBody, answer);
}

async function admitCaller(hub: Hub, route: Route, request: Request): Promise<Actor | null> {
  const address = addressOf(request);
  try {
    const actor = await authenticate(hub, route.access, request.get('authorization'));
    await countRequest(hub, actor, address);
    return actor;
  } catch (error) {
    await countRefusal(hub, error, address);
    throw error;
  }
}

const assertJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new AppError('request.not_json');
  next();
};

/** What devices recorded is looked at one by one: with all of it refused for one entry, they could never hand over the rest. */
const KEPT_AS_IT_CAME: ReadonlySet<string> = new Set([push.id, offlineSync.id]);

function readInput({ contract }: Route, request: Request): object {
  if (!KEPT_AS_IT_CAME.has(contract.id)) assertShallowBody(request.body);
  const parts = {
    body: parsePart('body', contract.body, request.body),
    query: parsePart('query', contract.query, request.query),
    params: parsePart('params', contract.params, request.params),
  };
  if (!KEPT_AS_IT_CAME.has(contract.id)) assertStorableText(parts);
  return { ...parts.body, ...parts.query, ...parts.params };
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
