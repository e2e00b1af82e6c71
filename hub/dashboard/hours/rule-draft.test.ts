import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { draftOfRule, ruleBody, ruleFaults } from './rule-draft.ts';

const t = ((key: string) => key) as unknown as TFunction;
const fresh = draftOfRule(null, '2026-03-14');

describe('hours being typed', () => {
  it('are sound as they stand, and say what contradicts itself', () => {
    expect(ruleFaults(t, fresh)).toEqual({});
    expect(ruleFaults(t, { ...fresh, end_time: '08:00' })).toHaveProperty('end_time');
    expect(ruleFaults(t, { ...fresh, break_start_time: '12:00' })).toHaveProperty('break_end_time');
    expect(ruleFaults(t, { ...fresh, break_start_time: '16:30', break_end_time: '17:30' })).toHaveProperty(
      'break_end_time',
    );
    expect(ruleFaults(t, { ...fresh, days: [] })).toHaveProperty('days');
    expect(ruleFaults(t, { ...fresh, kind: 'closed' })).toHaveProperty('reason');
  });

  it('become what the hub takes', () => {
    expect(ruleBody(fresh, 7, null)).toMatchObject({
      doctor_id: 7,
      is_available: true,
      recurrence_pattern: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      break_start_time: null,
      reason: null,
    });
    expect(ruleBody({ ...fresh, kind: 'closed', reason: ' Conference ' }, 7, null)).toMatchObject({
      is_available: false,
      recurrence_pattern: null,
      reason: 'Conference',
    });
  });
});
