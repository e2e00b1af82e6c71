import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashOp } from '#shared/device/op-log/hash-op.ts';
import { hello, pull, push, renewIncarnation, snapshot } from '#shared/protocol/api/sync.ts';
import type { HelloRequest } from '#shared/protocol/sync/hello.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { FeedRow } from '#shared/protocol/sync/pull.ts';
import type { PushReply, PushRequest } from '#shared/protocol/sync/push.ts';
import type { RenewReply } from '#shared/protocol/sync/renew.ts';
import { LOCATION, NOON } from './device-world.ts';

/** What the line does to one request. `lost_answer`: the hub has done it, the device never hears. */
export type LineFault = 'none' | 'lost_request' | 'lost_answer' | 'sent_twice' | 'garbled';

export type FakeHub = {
  url: string;
  /** The log as stored, in the order in which it came. */
  ops: Op[];
  feed: FeedRow[];
  /** What the next requests meet, first come first served; then `none`. */
  faults: LineFault[];
  epoch: string;
  now: number;
  /** Refuses everything with this code, as the API does. */
  refuseWith: string | null;
  requests: string[];
  /** What it gives out to who asks for another life. */
  lives: RenewReply[];
  /** Incarnations that it has never heard of. */
  unknownLives: Set<string>;
  /** Rows up to here can no longer be read one by one. */
  pruned: number;
  /** Logs of lives that ended. */
  former: Op[];
  close(): Promise<void>;
};

/** A hub's wire and nothing more: it speaks the sync contracts over real HTTP, on a line that can be made bad. */
export async function startFakeHub(): Promise<FakeHub> {
  const server = createServer((request, response) => {
    void (async () => {
      const fault = hub.faults.shift() ?? 'none';
      const body = await readBody(request);
      if (fault === 'lost_request') return request.socket.destroy();
      let answer = answerRequest(hub, request, body);
      if (fault === 'sent_twice') answer = answerRequest(hub, request, body);
      if (fault === 'lost_answer') return request.socket.destroy();
      if (fault === 'garbled') return response.end('<html>captive portal</html>');
      response.statusCode = answer.status;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const hub: FakeHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ops: [],
    feed: [],
    faults: [],
    epoch: '0198c5a0-0000-7000-8000-0000000000e0',
    now: NOON,
    refuseWith: null,
    requests: [],
    lives: [],
    former: [],
    unknownLives: new Set(),
    pruned: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return hub;
}

type Answer = { status: number; body: unknown };

function answerRequest(hub: FakeHub, request: IncomingMessage, body: string): Answer {
  const url = new URL(request.url ?? '/', hub.url);
  hub.requests.push(url.pathname);
  if (hub.refuseWith !== null) {
    const error = { code: hub.refuseWith, message: '', details: {}, requestId: 'r' };
    return { status: 401, body: { success: false, error } };
  }
  if (url.pathname === hello.path && hub.unknownLives.has((JSON.parse(body) as HelloRequest).incarnation)) {
    const error = { code: 'sync.unknown_incarnation', message: '', details: {}, requestId: 'r' };
    return { status: 409, body: { success: false, error } };
  }
  if (url.pathname === hello.path) {
    const heads = { queue: hub.feed.length, clinic: 0 };
    const data = { protocol: 1, hubEpoch: hub.epoch, lastSeq: hub.ops.length, location: LOCATION, heads, now: hub.now };
    return { status: 200, body: { success: true, data } };
  }
  if (url.pathname === push.path) {
    return { status: 200, body: { success: true, data: takePush(hub, JSON.parse(body) as PushRequest) } };
  }
  if (url.pathname === renewIncarnation.path) {
    const [life] = hub.lives.splice(0, 1);
    if (life) {
      hub.former.push(...hub.ops.splice(0));
      return { status: 200, body: { success: true, data: life } };
    }
  }
  if (url.pathname === snapshot.path) {
    const stream = url.searchParams.get('stream');
    const rows =
      stream !== 'queue'
        ? []
        : [...new Map(hub.feed.map((row) => [row.uid, row])).values()].filter((row) => row.payload !== null);
    return {
      status: 200,
      body: { success: true, data: { stream, seq: stream === 'queue' ? hub.feed.length : 0, mark: null, rows } },
    };
  }
  if (url.pathname === pull.path) {
    const { stream, after, limit } = pull.query.parse(Object.fromEntries(url.searchParams));
    const feed = stream === 'queue' ? hub.feed : [];
    const isPruned = stream === 'queue' && after < hub.pruned;
    if (isPruned) {
      const data = { stream, rows: [], head: feed.length, snapshot: true };
      return { status: 200, body: { success: true, data } };
    }
    const data = { stream, rows: feed.slice(after, after + limit), head: feed.length };
    return { status: 200, body: { success: true, data } };
  }
  return { status: 404, body: {} };
}

function takePush(hub: FakeHub, { incarnation, ops }: PushRequest): PushReply {
  for (const op of ops) {
    const { hash, ...unhashed } = op;
    if (hash !== hashOp(incarnation, unhashed)) throw new Error('an op with a wrong hash');
    const stored = hub.ops[op.seq - 1];
    if (stored && stored.hash !== hash) return { status: 'fork', atSeq: op.seq };
    if (!stored && op.seq !== hub.ops.length + 1) return { status: 'gap', expectedSeq: hub.ops.length + 1 };
    if (!stored) hub.ops.push(op);
  }
  const results = ops.map(({ seq, opId }) => ({ seq, opId, outcome: 'synced' as const, code: null }));
  return { status: 'ok', lastSeq: hub.ops.length, results };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
