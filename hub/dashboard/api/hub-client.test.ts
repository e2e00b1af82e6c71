import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { defineContract } from '#shared/protocol/api/contract.ts';
import { createHubClient } from './hub-client.ts';
import { createHubClock } from './hub-clock.ts';

const read = defineContract({ id: 't.read', method: 'GET', path: '/api/t', summary: '', reply: z.string() });
const write = defineContract({ id: 't.write', method: 'POST', path: '/api/t', summary: '', reply: z.string() });

type Answer = { status: number; body: unknown } | 'lost';
const ok: Answer = { status: 200, body: { success: true, data: 'fine' } };
const refused = (status: number, code: string): Answer => ({
  status,
  body: { success: false, error: { code, message: '', details: {}, requestId: 'r' } },
});

/** A client before a hub that gives these answers in turn. */
function clientBefore(...answers: Answer[]) {
  const seen: { authorization: string | null; key: string | null }[] = [];
  let token = 1;
  let renewals = 0;
  const session = {
    accessToken: () => `t${token}`,
    renew: async () => {
      renewals += 1;
      token += 1;
    },
  };
  const client = createHubClient({
    session,
    scheduler: { after: (_, task) => (queueMicrotask(task), () => {}) },
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers);
      seen.push({ authorization: headers.get('authorization'), key: headers.get('idempotency-key') });
      const answer = answers.shift();
      if (answer === undefined || answer === 'lost') throw new TypeError('fetch failed');
      return Response.json(answer.body, { status: answer.status });
    },
  });
  return { client, seen, renewals: () => renewals };
}

describe('a call to the hub', () => {
  it('renews the access token once when the hub no longer takes it', async () => {
    const { client, seen, renewals } = clientBefore(refused(401, 'auth.expired'), ok);
    await expect(client.call(read, {})).resolves.toBe('fine');
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    expect(renewals()).toBe(1);
  });

  it('does not try for ever', async () => {
    const { client, seen } = clientBefore(refused(401, 'auth.expired'), refused(401, 'auth.expired'), ok);
    await expect(client.call(read, {})).rejects.toThrow('auth.expired');
    expect(seen).toHaveLength(2);
  });

  it('asks again under the same key when the answer was lost', async () => {
    const { client, seen } = clientBefore('lost', ok);
    await expect(client.call(write, {}, { idempotencyKey: 'k1' })).resolves.toBe('fine');
    expect(seen.map(({ key }) => key)).toEqual(['k1', 'k1']);
  });

  it('never repeats a change without a key', async () => {
    const { client, seen } = clientBefore('lost', ok);
    await expect(client.call(write, {})).rejects.toThrow('network.unreachable');
    expect(seen).toHaveLength(1);
  });

  it('passes the hub’s own refusal on', async () => {
    const { client } = clientBefore(refused(409, 'queue.illegal_move'));
    const error = await client.call(write, {}, { idempotencyKey: 'k' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('queue.illegal_move');
  });
});

describe('the hub’s clock', () => {
  it('is taken where the desk’s is wrong, and not for a slow network', () => {
    const desk = Date.parse('2026-03-14T12:00:00Z');
    const clock = createHubClock(() => desk);
    clock.heard('Sat, 14 Mar 2026 12:00:03 GMT');
    expect(clock.now()).toBe(desk);
    clock.heard('Sat, 14 Mar 2026 13:00:00 GMT');
    expect(clock.now()).toBe(desk + 3_600_000);
    clock.heard(null);
    clock.heard('nonsense');
    expect(clock.now()).toBe(desk + 3_600_000);
  });
});
