import { describe, expect, it } from 'vitest';
import { deviceStateOf, printerMarkOf, sortDevices, type DeviceRow } from './device-state.ts';
import { formatAgo } from './format-ago.ts';

const NOW = Date.parse('2026-03-14T12:00:00Z');

function device(name: string, secondsAgo: number | null, revoked = false): DeviceRow {
  const last_seen_at = secondsAgo === null ? null : new Date(NOW - secondsAgo * 1000).toISOString();
  return { id: 1, uid: '0198c1de-0000-7000-8000-000000000001', kind: 'kiosk', name, lane: 'A', last_seen_at, revoked };
}

describe('a device', () => {
  it.each([
    [device('x', 5), 'online'],
    [device('x', 89), 'online'],
    [device('x', 91), 'away'],
    [device('x', null), 'never'],
    [device('x', 5, true), 'revoked'],
    [device('x', -20), 'online'],
  ])('seen %o is %s', (row, state) => {
    expect(deviceStateOf(row, NOW)).toBe(state);
  });

  it('that needs somebody comes first, a retired one last', () => {
    const devices = [device('d', 1, true), device('c', 1), device('b', null), device('a', 500), device('B', 1)];
    expect(sortDevices(devices, NOW, 'en').map(({ name }) => name)).toEqual(['a', 'b', 'B', 'c', 'd']);
  });

  it.each([
    [0, 'now'],
    [59_000, '59 seconds ago'],
    [61_000, '1 minute ago'],
    [3 * 3_600_000, '3 hours ago'],
    [49 * 3_600_000, '2 days ago'],
    [-5_000, 'now'],
  ])('was last seen %d ms ago: %s', (passed, text) => {
    expect(formatAgo(NOW - passed, NOW, 'en')).toBe(text);
  });
});

it.each([
  ['ready', null],
  ['not_configured', null],
  ['paper_low', 'warn'],
  ['paper_out', 'alert'],
  ['cover_open', 'alert'],
  ['unreachable', 'alert'],
])('a printer that is %s is marked %s', (printer, mark) => {
  expect(printerMarkOf(printer)).toBe(mark);
});
