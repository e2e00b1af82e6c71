import { describe, expect, it } from 'vitest';
import { kindOf, weekdayName, weekdaysOf, weeklyPattern } from './recurrence.ts';

describe('hours that recur', () => {
  it('are written and read back, in the order of the week', () => {
    const pattern = weeklyPattern(['FR', 'MO']);
    expect(pattern).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
    expect(weekdaysOf(pattern)).toEqual(['MO', 'FR']);
  });

  it('are not taken for weekly ones when they say more', () => {
    for (const pattern of ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=WEEKLY', null]) {
      expect(weekdaysOf(pattern)).toBeNull();
    }
    expect(kindOf({ is_available: true, recurrence_pattern: 'FREQ=DAILY' })).toBe('other');
    expect(kindOf({ is_available: false, recurrence_pattern: null })).toBe('closed');
  });

  it('name their days in the reader’s language', () => {
    expect(weekdayName('MO', 'en', 'long')).toBe('Monday');
    expect(weekdayName('SU', 'de', 'long')).toBe('Sonntag');
  });
});
