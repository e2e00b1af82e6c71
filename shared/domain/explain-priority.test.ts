import { expect, test } from 'vitest';
import { explainPriority, priorityFactorsSchema } from './explain-priority.ts';
import type { PriorityEntry } from './priority.ts';
import { DEFAULT_PRIORITY_SETTINGS, prioritySettingsSchema } from './priority-settings.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 14, 12);
const entry: PriorityEntry = {
  uid: 'a',
  checkedInAt: NOON,
  bookedAt: null,
  emergency: false,
  urgency: 'high',
  age: 82,
  hasSpecialRequirements: false,
  hasLongJourney: false,
  returned: false,
  transferred: false,
};

test('high urgency +30 min, age 82 +10 min, waiting 42 min', () => {
  const explained = explainPriority(entry, DEFAULT_PRIORITY_SETTINGS, NOON + 42.5 * MINUTE);
  expect(explained).toEqual({
    medicalUrgencyScore: 75,
    waitTimeScore: 42,
    priorityScore: 82,
    factors: {
      waitClass: 'high',
      anchor: 'check_in',
      creditMinutes: 40,
      reasons: [
        { factor: 'urgency', level: 'high', minutes: 30 },
        { factor: 'age', years: 82, minutes: 10 },
        { factor: 'waiting', minutes: 42 },
      ],
    },
  });
  expect(priorityFactorsSchema.parse(explained.factors)).toEqual(explained.factors);
});

test('an emergency says so first and scores above everyone', () => {
  const emergency = explainPriority({ ...entry, emergency: true }, DEFAULT_PRIORITY_SETTINGS, NOON);
  expect(emergency.factors.reasons[0]).toEqual({ factor: 'emergency' });
  expect(emergency).toMatchObject({ medicalUrgencyScore: 100, priorityScore: 100_040 });
});

test('before a booked time the minutes still to come are shown', () => {
  const booked = { ...entry, urgency: null, age: null, bookedAt: NOON + 20 * MINUTE };
  expect(explainPriority(booked, DEFAULT_PRIORITY_SETTINGS, NOON)).toMatchObject({
    waitTimeScore: -20,
    factors: { anchor: 'booked_time', reasons: [{ factor: 'before_booked_time', minutes: 20 }] },
  });
});

test('overlapping age bands count once, and a factor worth nothing is not a reason', () => {
  const settings = prioritySettingsSchema.parse({
    urgencyCredit: { low: 0, medium: 0, high: 0 },
    ageCredit: [
      { fromAge: 65, toAge: 150, minutes: 5 },
      { fromAge: 80, toAge: 150, minutes: 12 },
    ],
  });
  const reasons = explainPriority(entry, settings, NOON).factors.reasons;
  expect(reasons).toEqual([
    { factor: 'age', years: 82, minutes: 12 },
    { factor: 'waiting', minutes: 0 },
  ]);
});

test('settings in which the more urgent have less credit are refused with the reason', () => {
  const parsed = prioritySettingsSchema.safeParse({ urgencyCredit: { low: 20, medium: 10, high: 30 } });
  expect(parsed.error?.issues[0]?.message).toContain('low ≤ medium ≤ high');
});
