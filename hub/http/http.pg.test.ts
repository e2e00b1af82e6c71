import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { defineContract, errorReplySchema } from '#shared/protocol/api/contract.ts';
import { stations } from '#hub/db/schema/clinic.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { defineRoute, defineUntransactedRoute } from './route.ts';

const SECRET_NAME = 'Zephyrine Quill';
const nameBody = z.object({ name: z.string(), count: z.int().max(9) });
let locationId = 0;

const post = (id: string, reply: z.ZodType = z.object({})) =>
  defineContract({ id, method: 'POST', path: `/api/test/${id}`, summary: id, body: nameBody, reply });
const insertStation = async (tx: Parameters<Parameters<typeof defineRoute>[2]>[0]['tx'], uid: string, text: string) =>
  tx.insert(stations).values({ uid, locationId, name: { text } });

const routes = [
  defineRoute(post('fails-after-writing'), 'public', async ({ tx, hub: { ids }, input }) => {
    await insertStation(tx, ids(), input.name);
    throw new AppError('queue.illegal_move', { from: 'waiting' });
  }),
  defineRoute(post('breaks-a-constraint'), 'public', async ({ tx, hub: { ids }, input }) => {
    const uid = ids();
    await insertStation(tx, uid, input.name);
    await insertStation(tx, uid, input.name);
    return {};
  }),
  defineRoute(post('unknown-code'), 'public', async () => {
    throw new AppError('no.such_code', { leak: SECRET_NAME });
  }),
  defineRoute(post('breaks-its-contract', z.object({ id: z.int() })), 'public', async () => ({ id: SECRET_NAME })),
  defineRoute(post('says-too-much', z.object({ id: z.int() })), 'public', async () => ({ id: 1, extra: SECRET_NAME })),
  defineRoute(post('small', z.object({})), 'public', async () => ({}), { bodyLimit: 100 }),
  defineUntransactedRoute(post('slow', z.object({ done: z.boolean() })), 'public', async () => {
    await sleep(400);
    return { done: true };
  }),
];
const hub = useHub({ routes });
beforeAll(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
});

const good = { name: SECRET_NAME, count: 1 };
async function failure(response: Response) {
  const text = await response.text();
  expect(text).not.toContain(SECRET_NAME);
  const { error } = errorReplySchema.parse(JSON.parse(text));
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  return { status: response.status, code: error.code, details: error.details };
}

describe('a refused request', () => {
  test('that does not fit its contract is told which fields, and not what was in them', async () => {
    const response = await hub.post('/api/test/small', { name: 7, count: SECRET_NAME });
    expect(await failure(response)).toEqual({
      status: 400,
      code: 'request.invalid',
      details: {
        issues: [
          { path: 'body.name', problem: expect.stringContaining('expected string') },
          { path: 'body.count', problem: expect.stringContaining('expected') },
        ],
      },
    });
  });

  test.each([
    ['broken JSON', 'application/json', '{"name": "Zephyrine Quill', 400, 'request.malformed_json'],
    ['another charset', 'application/json; charset=x-none', '{}', 400, 'request.malformed_json'],
    ['a form', 'application/x-www-form-urlencoded', 'name=x', 415, 'request.not_json'],
    ['nothing', 'application/json', '', 400, 'request.invalid'],
    ['too much', 'application/json', JSON.stringify({ name: 'x'.repeat(200), count: 1 }), 413, 'request.too_large'],
  ])('with %s says so', async (_, type, body, status, code) => {
    const response = await fetch(`${hub.url}/api/test/small`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(await failure(response)).toMatchObject({ status, code });
  });

  test('to nowhere, or with a broken address, is an error of the same shape', async () => {
    expect(await failure(await hub.get('/api/nowhere'))).toMatchObject({ status: 404, code: 'request.no_such_route' });
    expect(await failure(await hub.get('/api/%ff'))).toMatchObject({ code: expect.stringContaining('request.') });
  });
});

describe('a failing handler', () => {
  test('leaves nothing of what it wrote', async () => {
    expect(await failure(await hub.post('/api/test/fails-after-writing', good))).toEqual({
      status: 409,
      code: 'queue.illegal_move',
      details: { from: 'waiting' },
    });
    expect(await hub.database.db.select().from(stations)).toEqual([]);
  });

  test.each(['breaks-a-constraint', 'unknown-code', 'breaks-its-contract'])(
    'whose failure nobody foresaw (%s) is logged under the request id, with nothing personal, and tells the caller no more',
    async (name) => {
      const response = await hub.post(`/api/test/${name}`, good);
      expect(await failure(response)).toEqual({ status: 500, code: 'internal', details: {} });
      const lines = hub.logLines.filter((line) => line.includes(response.headers.get('x-request-id') ?? '-'));
      expect(lines.some((line) => line.includes('unexpected error'))).toBe(true);
      expect(lines.join('')).not.toContain(SECRET_NAME);
    },
  );

  test('never sends a field that the contract does not name', async () => {
    const response = await hub.post('/api/test/says-too-much', good);
    expect(await response.json()).toEqual({ success: true, data: { id: 1 } });
  });
});

describe('every answer', () => {
  test('forbids inline scripts and styles, framing and caching of data', async () => {
    const response = await hub.post('/api/test/small', { name: 'x', count: 1 });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

describe('the log', () => {
  test('names method, operation and status of a request, but no address, header, query or body', async () => {
    const headers = { authorization: `Bearer ${SECRET_NAME.replace(' ', '')}`, cookie: 'anteroom_refresh=biscuit' };
    const response = await hub.post(`/api/test/small?phone=4155550100`, good, headers);
    const lines = hub.logLines.filter((line) => line.includes(response.headers.get('x-request-id') ?? '-')).join('');
    expect(lines).toMatch(/"method":"POST".*"operation":"small".*"status":200/u);
    expect(lines).not.toMatch(/Zephyrine|4155550100|biscuit/u);
  });
});

describe('a hub that stops', () => {
  test('finishes what it has begun, takes nothing new, and says that it is not ready', async () => {
    const twin = await hub.startTwin();
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(good) };
    const begun = fetch(`${twin.url}/api/test/slow`, request);
    await sleep(100);
    twin.hub.state.stopping = true;
    expect((await fetch(`${twin.url}/readyz`)).status).toBe(503);
    expect(await failure(await fetch(`${twin.url}/api/test/small`, request))).toMatchObject({ code: 'hub.stopping' });
    const start = performance.now();
    const stopped = twin.stop();
    expect(await (await begun).json()).toEqual({ success: true, data: { done: true } });
    await stopped;
    // Sooner than what is still open is cut off: the connections that `fetch` keeps did not hold it up.
    expect(performance.now() - start).toBeLessThan(1_200);
    await expect(fetch(`${twin.url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
