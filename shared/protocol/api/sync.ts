import {
  helloReplySchema,
  helloRequestSchema,
  pairReplySchema,
  pairRequestSchema,
  pullQuerySchema,
  pullReplySchema,
  pushReplySchema,
  pushRequestSchema,
} from '#shared/protocol/sync.ts';
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
