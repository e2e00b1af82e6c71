import { z } from 'zod';
import { errorReplySchema, type ApiContract } from '#shared/protocol/api/contract.ts';
import { DEVICE_ROLES, STAFF_ROLES, type Role } from '#shared/protocol/api/roles.ts';
import type { Access } from '#hub/http/actor.ts';
import type { Route } from '#hub/http/route.ts';

export type JsonSchema = Record<string, unknown>;
export type OpenApiParameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema };
export type OpenApiOperation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  'x-roles': readonly string[];
  parameters: OpenApiParameter[];
  requestBody?: { required: true; content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, unknown>;
};
export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<string, unknown>;
};

const DESCRIPTION = `Replies are \`{ "success": true, "data": … }\` or
\`{ "success": false, "error": { code, message, details, requestId } }\`. What changes something may be sent with an
\`Idempotency-Key\`: sent again under the same key it is answered as before and done once.`;

/** The API as OpenAPI 3.1, made of the contracts by which the hub checks every request and every reply. */
export function buildOpenApi(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.contract.path.replace(/:(\w+)/gu, '{$1}');
    const operations = (paths[path] ??= {});
    operations[route.contract.method.toLowerCase()] = toOperation(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Anteroom hub', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: toJsonSchema(errorReplySchema, 'output') },
      securitySchemes: {
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'access_token of POST /api/auth/sign-in',
        },
        patient: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'What whoever booked was given' },
        device: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Device <deviceUid>:<deviceKey>' },
      },
    },
  };
}

function toOperation({ contract, access }: Route): OpenApiOperation {
  const callers = access === 'public' ? ['anyone'] : [...access.roles, ...(access.orAnyone ? ['anyone'] : [])];
  return {
    operationId: contract.id,
    summary: contract.summary,
    description: `For: ${callers.join(', ')}.`,
    tags: [contract.id.split('.', 1)[0] ?? contract.id],
    security: toSecurity(access),
    'x-roles': callers,
    parameters: [...toParameters('path', contract.params), ...toParameters('query', contract.query)],
    ...(contract.body && {
      requestBody: { required: true, content: jsonContent(toJsonSchema(contract.body, 'input')) },
    }),
    responses: {
      200: { description: 'Done', content: jsonContent(successSchema(contract)) },
      default: { description: 'Refused or failed', content: jsonContent({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

function toSecurity(access: Access): Record<string, string[]>[] {
  if (access === 'public') return [];
  const schemes = {
    staff: STAFF_ROLES,
    device: DEVICE_ROLES,
    patient: ['patient'],
  } as const satisfies Record<string, readonly Role[]>;
  const named = Object.entries(schemes).filter(([, roles]) => roles.some((role) => access.roles.includes(role)));
  return [...(access.orAnyone ? [{}] : []), ...named.map(([scheme]) => ({ [scheme]: [] }))];
}

function toParameters(place: 'path' | 'query', schema: z.ZodObject | undefined): OpenApiParameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function successSchema({ reply }: ApiContract): JsonSchema {
  return {
    type: 'object',
    properties: { success: { const: true }, data: toJsonSchema(reply, 'output') },
    required: ['success', 'data'],
  };
}

const jsonContent = (schema: JsonSchema) => ({ 'application/json': { schema } });

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}
