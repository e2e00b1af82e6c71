import { helloReplySchema, helloRequestSchema } from '#shared/protocol/sync/hello.ts';
import { pairReplySchema, pairRequestSchema } from '#shared/protocol/sync/pair.ts';
import { pullQuerySchema, pullReplySchema } from '#shared/protocol/sync/pull.ts';
import { pushReplySchema, pushRequestSchema } from '#shared/protocol/sync/push.ts';
import { renewReplySchema, renewRequestSchema } from '#shared/protocol/sync/renew.ts';
import { snapshotQuerySchema, snapshotReplySchema } from '#shared/protocol/sync/snapshot.ts';
import { defineContract } from './contract.ts';

export const pairDevice = defineContract({
  id: 'devices.pair',
  method: 'POST',
  path: '/api/devices/pair',
  summary: 'Exchange a pairing code for a device key and a lane',
  body: pairRequestSchema,
  reply: pairReplySchema,
});

export const hello = defineContract({
  id: 'sync.hello',
  method: 'POST',
  path: '/api/sync/hello',
  summary: 'Agree on protocol version and on where log and feed stand',
  body: helloRequestSchema,
  reply: helloReplySchema,
});

export const push = defineContract({
  id: 'sync.push',
  method: 'POST',
  path: '/api/sync/push',
  summary: "Hand over the next entries of a device's log, exactly once",
  body: pushRequestSchema,
  reply: pushReplySchema,
});

export const pull = defineContract({
  id: 'sync.pull',
  method: 'GET',
  path: '/api/sync/pull',
  summary: 'Read the feed after a cursor',
  query: pullQuerySchema,
  reply: pullReplySchema,
});

export const snapshot = defineContract({
  id: 'sync.snapshot',
  method: 'GET',
  path: '/api/sync/snapshot',
  summary: 'Every entity of a stream as it stands at one point of the feed',
  query: snapshotQuerySchema,
  reply: snapshotReplySchema,
});

export const renewIncarnation = defineContract({
  id: 'sync.renew',
  method: 'POST',
  path: '/api/sync/renew',
  summary: 'Another incarnation and lane for a device whose log cannot be continued',
  body: renewRequestSchema,
  reply: renewReplySchema,
});
