import { describe, expect, it } from 'vitest';
import type { CheckInRefusal } from '#shared/protocol/api/devices.ts';
import { openRefusals, withDone } from './open-refusals.ts';

const NOON = Date.parse('2026-03-14T12:00:00Z');
const refusal = (id: number, minutesAgo: number): CheckInRefusal => ({
  id,
  at: new Date(NOON - minutesAgo * 60_000).toISOString(),
  device_id: 1,
  device_name: 'Entrance',
  reason: 'too_early',
  appointment: null,
});

describe('what kiosks refused', () => {
  it('is shown until the desk has dealt with it, and half an hour at the most', () => {
    const all = [refusal(3, 1), refusal(2, 10), refusal(1, 31)];
    expect(openRefusals(all, [], NOON).map(({ id }) => id)).toEqual([3, 2]);
    expect(openRefusals(all, withDone([], [3]), NOON).map(({ id }) => id)).toEqual([2]);
  });

  it('is remembered as done without end of growth', () => {
    const done = withDone(
      Array.from({ length: 100 }, (_, id) => id),
      [500, 501, 500],
    );
    expect(done).toHaveLength(100);
    expect(done.slice(-2)).toEqual([500, 501]);
  });
});
