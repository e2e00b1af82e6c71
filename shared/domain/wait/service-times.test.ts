import { describe, expect, test } from 'vitest';
import { estimatorConfigSchema } from './estimator-config.ts';
import { kindOf, learnServiceTime, meanExcess, newServiceTimes, paceOf, usualServiceMinutes } from './service-times.ts';

const config = estimatorConfigSchema.parse({ defaultServiceMinutes: 20, serviceMinutes: { lab: 5 } });
const here = { serviceUid: 'care', doctorUid: 'ann', hour: '9' };

function learned(
  times: ReturnType<typeof newServiceTimes>,
  count: number,
  minutes: number,
  where = here,
  visitType = '',
) {
  for (let i = 0; i < count; i += 1)
    learnServiceTime(times, config, { ...where, kind: kindOf(where.serviceUid, visitType) }, minutes, 1);
  return times;
}

describe('what a service usually takes', () => {
  test('is the configured average at first, of its own where one is set', () => {
    expect(usualServiceMinutes(newServiceTimes(), config, 'care')).toBe(20);
    expect(usualServiceMinutes(newServiceTimes(), config, 'lab')).toBe(5);
  });

  test('leans on it as on ten visits', () => {
    expect(usualServiceMinutes(learned(newServiceTimes(), 10, 10), config, 'care')).toBe(15);
  });

  test('is told apart by the kind of visit', () => {
    const times = learned(learned(newServiceTimes(), 60, 30, here, 'new'), 60, 10, here, 'return');
    const [fresh, back] = ['new', 'return'].map((type) =>
      usualServiceMinutes(times, config, 'care', kindOf('care', type)),
    );
    expect(fresh).toBeGreaterThan(25);
    expect(back).toBeLessThan(15);
  });
});

describe('the pace', () => {
  test("of one doctor says nothing of another's", () => {
    const times = learned(newServiceTimes(), 50, 20, { ...here, doctorUid: 'bob' });
    learned(times, 50, 40);
    const [ann, bob] = ['ann', 'bob'].map((doctorUid) => paceOf(times, config, { ...here, doctorUid }));
    expect((ann ?? 0) / (bob ?? 1)).toBeGreaterThan(1.4);
  });

  test('of a slow day is taken up within it and mostly forgotten after it', () => {
    const times = learned(newServiceTimes(), 200, 20);
    times.today = {};
    learned(times, 10, 40);
    const slow = paceOf(times, config, here);
    times.today = {};
    expect(slow).toBeGreaterThan(1.4);
    expect(paceOf(times, config, here)).toBeLessThan(1.15);
  });
});

describe('what is left of a service under way', () => {
  test('is a whole one where nothing is known', () => {
    expect(meanExcess(newServiceTimes(), 0)).toBeCloseTo(1, 1);
    expect(meanExcess(newServiceTimes(), 2)).toBeCloseTo(1, 1);
  });

  test('shrinks as it goes on where services are alike, and is a whole one again beyond anything seen', () => {
    const times = learned(newServiceTimes(), 2000, 20);
    expect(meanExcess(times, 0.5)).toBeLessThan(0.65);
    expect(meanExcess(times, 0.9)).toBeLessThan(0.3);
    expect(meanExcess(times, 50)).toBe(1);
  });
});
