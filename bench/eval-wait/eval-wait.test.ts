import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { seededRandom } from '#testing/seeded-random.ts';
import { callCentreSteps, readCallCentreLog } from './call-centre-log.ts';
import { clinicSteps, readClinicLog } from './clinic-log.ts';
import { testForLeaks } from './leak-test.ts';
import { replay } from './replay.ts';
import { scoreAnswers, scoreGroups } from './score.ts';
import { syntheticCallCentreLog, syntheticClinicLog } from './synthetic-logs.ts';

let folder: string;
let paths: { clinic: string; callcentre: string };

beforeAll(() => {
  vi.spyOn(console, 'log').mockReturnValue();
  folder = mkdtempSync(join(tmpdir(), 'eval-wait-'));
  paths = { clinic: join(folder, 'clinic.csv'), callcentre: join(folder, 'calls.csv') };
  writeFileSync(paths.clinic, syntheticClinicLog(seededRandom(1), 160));
  writeFileSync(paths.callcentre, syntheticCallCentreLog(seededRandom(2), 25));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a clinic log', () => {
  test('is replayed through the estimator and calibrated at every place', () => {
    const scores = scoreGroups(replay(clinicSteps(readClinicLog(paths.clinic))), 1);
    expect(scores.map((score) => score.group)).toEqual(['all', 'k=1', 'k=2', 'k=3', 'k=5', 'k=8', 'k=12']);
    for (const score of scores) {
      expect(score.coverage).toBeGreaterThan(0.75);
      expect(score.coverage).toBeLessThan(0.85);
    }
    expect(scores[0]?.laterThanShown).toBeLessThan(0.2);
  });

  test('finds what the kind of visit and the day have to say: closer than the average a place', () => {
    const log = clinicSteps(readClinicLog(paths.clinic));
    const answers = replay(log);
    const naive = answers.map((answer) =>
      Math.abs(Number(answer.question.place.slice(2)) * log.configuredMinutes - answer.question.actual),
    );
    expect(scoreAnswers('all', answers, 1).mae).toBeLessThan(0.95 * (naive.reduce((a, b) => a + b) / naive.length));
  });
});

describe('a call-centre log', () => {
  test('is replayed and calibrated in both classes', () => {
    const scores = scoreGroups(replay(callCentreSteps(readCallCentreLog(paths.callcentre))), 60, 300);
    expect(scores.map((score) => score.group)).toEqual(expect.arrayContaining(['all', 'regular', 'priority']));
    for (const score of scores) {
      expect(score.coverage).toBeGreaterThan(0.75);
      expect(score.coverage).toBeLessThan(0.85);
    }
  });

  test('those who hang up are in the queue but never scored', () => {
    const calls = readCallCentreLog(paths.callcentre);
    const scored = callCentreSteps(calls).steps.filter((step) => step.question).length;
    expect(scored).toBe(calls.filter((call) => call.queued && call.served).length);
    expect(calls.some((call) => call.queued && !call.served)).toBe(true);
  });
});

describe('the leak test', { timeout: 60_000 }, () => {
  beforeAll(() => {
    writeFileSync(paths.clinic, syntheticClinicLog(seededRandom(3), 60));
    writeFileSync(paths.callcentre, syntheticCallCentreLog(seededRandom(4), 10));
  });

  test.each(['clinic', 'callcentre'] as const)('passes for the estimator (%s)', (format) => {
    expect(testForLeaks(paths[format], format)).toBe(true);
  });

  test.each(['clinic', 'callcentre'] as const)('fails for one that peeks at what comes later (%s)', (format) => {
    const peeking: typeof replay = (log) => {
      const answers = replay(log);
      const total = answers.reduce((sum, answer) => sum + answer.at, 0);
      return answers.map((answer) => ({
        ...answer,
        range: { ...answer.range, expected: answer.range.expected + total },
      }));
    };
    expect(testForLeaks(paths[format], format, peeking)).toBe(false);
  });
});

test('a file of the other format is refused with a hint', () => {
  expect(() => readCallCentreLog(paths.clinic)).toThrow('is this the right --format?');
});
