import { describe, expect, test } from 'vitest';
import { seededRandom } from '#testing/seeded-random.ts';
import { makePatients, type SimPatient } from './make-patients.ts';
import { OURS, POLICIES } from './policies.ts';
import { runDay, type DayResult } from './run-day.ts';
import { drawnServiceTime, SCENARIOS, type Scenario } from './scenario.ts';

const MINUTE = 60_000;
const OPENS = Date.UTC(2026, 2, 2, 8);
const busy = SCENARIOS[0] as Scenario;
const alone: Scenario = {
  ...busy,
  doctors: [{ breakFrom: 1e6, breakMinutes: 0 }],
  slotMinutes: 0,
  triage: [['routine', 1]],
};
const patient = (scenario: Scenario, seed = 1) => makePatients(scenario, drawnServiceTime, seededRandom(seed), OPENS);

function servedOf(day: DayResult) {
  return day.visits.filter((visit) => !visit.leftUnserved);
}

test('one doctor, first come, first served: every wait is what Lindley says', () => {
  const patients = patient(alone).map((each): SimPatient => ({ ...each, patienceMinutes: Infinity }));
  const [, , fifo] = POLICIES;
  const day = runDay(alone, patients, fifo as (typeof POLICIES)[number], OPENS);
  // The next wait is this wait plus this service, less the time between the two arrivals.
  let freeAt = OPENS;
  for (const { patient: one, entry } of day.visits) {
    const began = Math.max(one.checkedInAt, freeAt);
    expect(entry.startedAt).toBe(began);
    freeAt = began + Math.round(one.serviceMinutes * MINUTE);
    expect(entry.endedAt).toBe(freeAt);
  }
  expect(day.visits.length).toBeGreaterThan(30);
});

describe.each(POLICIES)('$name', (policy) => {
  const patients = patient(busy, 2);
  const day = runDay(busy, patients, policy, OPENS);

  test('loses nobody: all are served or left, and nobody before coming', () => {
    expect(day.visits.length).toBe(patients.length);
    for (const { entry, patient: one, leftUnserved } of day.visits) {
      expect(entry.status).toBe(leftUnserved ? 'cancelled' : 'completed');
      expect(leftUnserved || (entry.startedAt ?? 0) >= one.checkedInAt).toBe(true);
    }
  });

  test('a doctor sees one patient at a time, none in the break, and the booked their own', () => {
    for (const [i, { breakFrom, breakMinutes }] of busy.doctors.entries()) {
      const own = servedOf(day)
        .filter(({ entry }) => entry.stationUid === `doctor ${i + 1}`)
        .toSorted((a, b) => (a.entry.startedAt ?? 0) - (b.entry.startedAt ?? 0));
      expect(own.length).toBeGreaterThan(5);
      own
        .slice(1)
        .forEach((visit, j) => expect(visit.entry.startedAt).toBeGreaterThanOrEqual(own[j]?.entry.endedAt ?? 0));
      const inBreak = own.filter(({ entry }) => {
        const minute = ((entry.startedAt ?? 0) - OPENS) / MINUTE;
        return minute >= breakFrom && minute < breakFrom + breakMinutes;
      });
      expect(inBreak).toEqual([]);
      expect(own.every(({ patient: one }) => one.doctorUid === null || one.doctorUid === `doctor ${i + 1}`)).toBe(true);
    }
  });
});

test('under our order no emergency waits while someone else is called to a doctor', () => {
  const day = runDay(
    busy,
    patient(
      {
        ...busy,
        triage: [
          ['emergency', 1],
          ['low', 4],
        ],
      },
      3,
    ),
    OURS,
    OPENS,
  );
  const served = servedOf(day);
  const emergencies = served.filter((visit) => visit.patient.emergency);
  const passedOver = emergencies.filter((one) =>
    served.some(({ patient: other, entry }) => {
      const called = entry.calledAt ?? 0;
      return !other.emergency && called > one.patient.checkedInAt && called < (one.entry.calledAt ?? 0);
    }),
  );
  expect(emergencies.length).toBeGreaterThan(5);
  expect(passedOver).toEqual([]);
});
