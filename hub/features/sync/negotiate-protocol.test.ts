import { expect, test } from 'vitest';
import { negotiateProtocol } from './negotiate-protocol.ts';

test.each([
  ['the same versions', { min: 1, max: 1 }, { min: 1, max: 1 }, 1],
  ['a newer device that still speaks ours', { min: 1, max: 4 }, { min: 1, max: 2 }, 2],
  ['an older device that we still speak with', { min: 1, max: 2 }, { min: 2, max: 5 }, 2],
])('%s agree on the newest both speak', (_, device, hub, version) => {
  expect(negotiateProtocol(device, hub)).toBe(version);
});

test.each([
  ['the device', { min: 1, max: 1 }, { min: 2, max: 3 }, 'device'],
  ['the hub', { min: 4, max: 5 }, { min: 1, max: 3 }, 'hub'],
  ['the hub, for a range that is none', { min: 3, max: 1 }, { min: 1, max: 3 }, 'hub'],
])('where none is common, %s has to be updated, and the error says so', (_, device, hub, update) => {
  expect(() => negotiateProtocol(device, hub)).toThrow(
    expect.objectContaining({ code: 'sync.protocol_unsupported', details: { device, hub, update } }),
  );
});
