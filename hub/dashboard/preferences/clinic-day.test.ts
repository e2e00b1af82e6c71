import { describe, expect, it } from 'vitest';
import { addDays, dateAt } from './clinic-day.ts';

describe('the clinic’s day', () => {
  it('is the clinic’s, not the reader’s', () => {
    const late = Date.parse('2026-03-14T23:30:00Z');
    expect(dateAt(late, 'UTC')).toBe('2026-03-14');
    expect(dateAt(late, 'Asia/Tokyo')).toBe('2026-03-15');
    expect(dateAt(late, 'America/New_York')).toBe('2026-03-14');
  });

  it('goes on by whole days over months, leap days and the change of clocks', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});
