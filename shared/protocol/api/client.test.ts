import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callApi, type ApiTransport } from './client.ts';
import { defineContract } from './contract.ts';

const moveTea = defineContract({
  id: 'tea.move',
  method: 'PUT',
  path: '/api/tea/:id/move',
  summary: 'Move a cup of tea',
  params: z.object({ id: z.string() }),
  query: z.object({ table: z.number().optional(), hot: z.boolean().optional() }),
  body: z.object({ sugar: z.number() }),
  reply: z.object({ cup: z.string() }),
});

type Answer = { status: number; body: string };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function hubThatAnswers(
  answer: (request: IncomingMessage, body: string) => Answer | null,
): Promise<ApiTransport> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const reply = answer(request, body);
      if (reply) response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 2_000, headers: () => ({ authorization: 'Bearer x' }) };
}

const CALL = { params: { id: 'a/b é' }, query: { table: 4, hot: undefined }, body: { sugar: 2 } };

describe('callApi', () => {
  it('puts every part of a call where the contract says, escaped, and returns the data', async () => {
    const seen: unknown[] = [];
    const transport = await hubThatAnswers((request, body) => {
      seen.push(request.method, request.url, request.headers.authorization, request.headers['content-type'], body);
      return { status: 200, body: '{"success":true,"data":{"cup":"green"}}' };
    });
    expect(await callApi(transport, moveTea, CALL)).toEqual({ cup: 'green' });
    expect(seen).toEqual([
      'PUT',
      '/api/tea/a%2Fb%20%C3%A9/move?table=4',
      'Bearer x',
      'application/json',
      '{"sugar":2}',
    ]);
  });

  it("throws the hub's own error with its code, status and request id", async () => {
    const error = { code: 'tea.spilt', message: 'Spilt', details: { table: 4 }, requestId: 'r1' };
    const transport = await hubThatAnswers(() => ({ status: 409, body: JSON.stringify({ success: false, error }) }));
    await expect(callApi(transport, moveTea, CALL)).rejects.toMatchObject({
      code: 'tea.spilt',
      details: { table: 4, status: 409, requestId: 'r1' },
    });
  });

  it.each([
    { status: 200, body: '<html>Sign in to the guest network</html>' },
    { status: 200, body: '{"success":true,"data":{"cup":1}}' },
    { status: 502, body: '{"success":true,"data":{"cup":"green"}}' },
    { status: 200, body: 'null' },
  ])('does not mistake another server for the hub: $status $body', async (answer) => {
    const transport = await hubThatAnswers(() => answer);
    await expect(callApi(transport, moveTea, CALL)).rejects.toMatchObject({ code: 'network.bad_reply' });
  });

  it('says that nobody answered, when nobody answers in time or at all', async () => {
    const silent = await hubThatAnswers(() => null);
    await expect(callApi({ ...silent, timeoutMs: 50 }, moveTea, CALL)).rejects.toMatchObject({
      code: 'network.unreachable',
    });
    await expect(callApi({ baseUrl: 'http://127.0.0.1:1' }, moveTea, CALL)).rejects.toMatchObject({
      code: 'network.unreachable',
    });
  });

  it('takes an answer that breaks off for none, not for that of a stranger', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"success":true,', () => response.destroy());
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(callApi({ baseUrl: `http://127.0.0.1:${port}` }, moveTea, CALL)).rejects.toMatchObject({
      code: 'network.unreachable',
    });
  });
});
