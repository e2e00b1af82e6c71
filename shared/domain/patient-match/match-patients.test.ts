import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIKELY_DUPLICATE, matchKeys, matchPatients, type MatchSubject } from './match-patients.ts';
import { nameLikeness } from './name-likeness.ts';

function person(over: Partial<MatchSubject> = {}): MatchSubject {
  return {
    firstName: 'Amina',
    lastName: 'Haddad',
    birthDate: '1984-05-12',
    phone: '+491711234567',
    gender: null,
    ...over,
  };
}
const score = (a: MatchSubject, b: MatchSubject): number => matchPatients(a, b).score;

describe('names', () => {
  test.each([
    ['Müller', 'MULLER', 'same'],
    ['O’Brien', "O'brien", 'same'],
    ['García López', 'Lopez Garcia', 'same'],
    ['محمد', 'Muhammad', 'sounds_alike'],
    ['Григорян', 'Grigoryan', 'same'],
    ['李', 'Li', 'same'],
    ['Schmidt', 'Schmitt', 'sounds_alike'],
    ['Ana', 'Ana María', 'close'],
    ['Christopher', 'Christophre', 'sounds_alike'],
    ['Li', 'Wu', 'different'],
    ['Maria', 'Klaus', 'different'],
  ] as const)('%s and %s are %s', (a, b, likeness) => {
    expect(nameLikeness(a, b)).toBe(likeness);
  });
});

describe('people who are one', () => {
  test.each([
    ['typed twice', {}],
    ['with a new phone', { phone: '+491609999999' }],
    ['with names exchanged', { firstName: 'Haddad', lastName: 'Amina' }],
    ['in their own script', { firstName: 'أمينة', lastName: 'حداد' }],
    ['with day and month exchanged', { birthDate: '1984-12-05' }],
    ['with a digit of the phone exchanged', { phone: '+491711234657' }],
    ['married since', { lastName: 'Krüger' }],
  ])('%s', (_, change) => {
    expect(score(person(), person(change))).toBeGreaterThan(LIKELY_DUPLICATE);
  });
});

describe('people who are two', () => {
  test.each([
    ['twins', { firstName: 'Karim' }],
    ['mother and daughter of one name', { birthDate: '2009-11-23' }],
    ['strangers born on one day', { firstName: 'John', lastName: 'Smith', phone: '+14155550100' }],
    ['a household', { firstName: 'Omar', birthDate: '1979-01-30' }],
  ])('%s', (_, change) => {
    expect(score(person(), person(change))).toBeLessThan(LIKELY_DUPLICATE);
  });
});

describe('without a birth date', () => {
  test('the same name and phone are one person, the same name alone is not', () => {
    expect(score(person(), person({ birthDate: null, phone: '+491711234567' }))).toBeGreaterThan(LIKELY_DUPLICATE);
    expect(score(person(), person({ birthDate: null, phone: null }))).toBeLessThan(LIKELY_DUPLICATE);
  });

  test('a record is still found by its name and its phone', () => {
    const keys = new Set(matchKeys(person()));
    const found = matchKeys(person({ birthDate: null })).filter((key) => keys.has(key));
    expect(found.map((key) => key.slice(0, 2)).toSorted()).toEqual(['n:', 'p:']);
  });
});

const subject = fc.record({
  firstName: fc.string({ maxLength: 20 }),
  lastName: fc.string({ maxLength: 20 }),
  birthDate: fc.option(
    fc
      .date({ min: new Date('1920-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10)),
    { nil: null },
  ),
  phone: fc.option(fc.stringMatching(/^\+49\d{9}$/u), { nil: null }),
  gender: fc.constantFrom('female' as const, 'male' as const, 'other' as const, null),
});

test('comparing is symmetric and stays between 0 and 1', () => {
  fc.assert(
    fc.property(subject, subject, (a, b) => {
      const there = matchPatients(a, b);
      expect(matchPatients(b, a).score).toBe(there.score);
      expect(there.score).toBeGreaterThanOrEqual(0);
      expect(there.score).toBeLessThanOrEqual(1);
    }),
  );
});

test('likely duplicates are found by the keys they share', () => {
  const changes: Partial<MatchSubject>[] = [
    { phone: null, lastName: 'Krüger' },
    { firstName: 'Haddad', lastName: 'Amina', phone: null },
    { firstName: 'أمينة', lastName: 'حداد', birthDate: '1984-12-05' },
    { birthDate: '1984-05-13', phone: null },
  ];
  for (const change of changes) {
    const keys = new Set(matchKeys(person()));
    expect(matchKeys(person(change)).some((key) => keys.has(key))).toBe(true);
  }
});
