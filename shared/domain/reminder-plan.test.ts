import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planReminders, type Reachable } from './reminder-plan.ts';
import { reminderSettingsSchema } from './settings/reminder-settings.ts';

const START = Date.parse('2030-01-16T09:00:00Z');
const HOUR = 3_600_000;
const defaults = reminderSettingsSchema.parse({});
const reachable: Reachable = { email: 'a@b.example', phone: '+4930123456', preferences: {} };
const plan = (now: number, patient = reachable, settings = defaults) =>
  planReminders(START, now, settings, patient).map(({ channel, at }) => [channel, (START - at) / HOUR]);

describe('the reminders of an appointment', () => {
  test('are those that were asked for: by mail a day and an hour before, by text message two hours before', () => {
    expect(plan(START - 48 * HOUR)).toEqual([
      ['email', 24],
      ['sms', 2],
      ['email', 1],
    ]);
  });

  test('that would lie in the past are not planned', () => {
    expect(plan(START - 24 * HOUR)).toEqual([
      ['sms', 2],
      ['email', 1],
    ]);
    expect(plan(START - HOUR)).toEqual([]);
  });

  test('go only where the patient can be reached and wishes to be', () => {
    const early = START - 48 * HOUR;
    expect(plan(early, { ...reachable, email: null })).toEqual([['sms', 2]]);
    expect(plan(early, { ...reachable, phone: '' }).map(([channel]) => channel)).toEqual(['email', 'email']);
    expect(plan(early, { ...reachable, preferences: { email: false } })).toEqual([['sms', 2]]);
  });

  test('of whatever settings lie between now and the appointment, in order, each once', () => {
    const reminder = fc.record({
      channel: fc.constantFrom('email' as const, 'sms' as const, 'push' as const),
      minutes_before: fc.integer({ min: 5, max: 43_200 }),
    });
    fc.assert(
      fc.property(fc.array(reminder, { maxLength: 10 }), fc.integer({ min: 0, max: 40 * 24 }), (reminders, hours) => {
        const now = START - hours * HOUR;
        const planned = planReminders(START, now, { reminders }, reachable);
        expect(planned.every(({ at }) => at > now && at < START)).toBe(true);
        expect(planned.map(({ at }) => at)).toEqual(planned.map(({ at }) => at).toSorted((a, b) => a - b));
        expect(new Set(planned.map(({ channel, at }) => `${channel}${at}`)).size).toBe(planned.length);
        const due = new Set(
          reminders
            .filter(({ minutes_before: minutes }) => START - minutes * 60_000 > now)
            .map(({ channel, minutes_before: minutes }) => `${channel} ${minutes}`),
        );
        expect(planned).toHaveLength(due.size);
      }),
    );
  });
});
