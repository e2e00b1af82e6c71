import { hashOp } from '#hub/features/sync/hash-op.ts';
import type { HelloReply, HelloRequest } from '#shared/protocol/sync/hello.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { PushReply, PushRequest } from '#shared/protocol/sync/push.ts';
import type { HubCall } from './hub-process.ts';
import type { SimHub } from './sim-hub.ts';

type Call = (call: HubCall) => Promise<unknown>;

/** The hub as it would be if it went by numbers alone: what it has a number for it takes for what it has. */
export async function callWithoutForkCheck(hub: SimHub, call: HubCall, real: Call): Promise<unknown> {
  if (call.contract.id === 'sync.hello') {
    const reply = (await real(call)) as HelloReply;
    return { ...reply, lastSeq: Math.min(reply.lastSeq, (call.body as HelloRequest).lastSeq) };
  }
  if (call.contract.id !== 'sync.push') return real(call);
  const { incarnation, ops } = call.body as PushRequest;
  const [log] = await hub.rows<{ seq: string; hash: string }>(
    'SELECT last_seq AS seq, last_hash AS hash FROM device_incarnations WHERE uid = $1',
    [incarnation],
  );
  const lastSeq = Number(log?.seq ?? 0);
  const seen = ops.filter((op) => op.seq <= lastSeq);
  const fresh: Op[] = [];
  for (const op of ops.filter(({ seq }) => seq > lastSeq)) {
    const chained = { ...op, prevHash: fresh.at(-1)?.hash ?? log?.hash ?? op.prevHash };
    fresh.push({ ...chained, hash: hashOp(incarnation, chained) });
  }
  const results = seen.map(({ seq, opId }) => ({ seq, opId, outcome: 'synced', code: null }));
  if (fresh.length === 0) return { status: 'ok', lastSeq: ops.at(-1)!.seq, results };
  const reply = (await real({ ...call, body: { incarnation, ops: fresh } })) as PushReply;
  return reply.status === 'ok' ? { ...reply, results: [...results, ...reply.results] } : reply;
}
