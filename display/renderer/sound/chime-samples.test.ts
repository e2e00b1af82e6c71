import { describe, expect, it } from 'vitest';
import { CHIME_SECONDS, CHIME_TONES_HZ, chimeSamples } from './chime-samples.ts';

const RATE = 48_000;
const chime = chimeSamples(RATE);

const between = (from: number, to: number) => chime.subarray(Math.round(from * RATE), Math.round(to * RATE));
const loudest = (samples: Float32Array) => samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);

/** Strength of one frequency (Goertzel). */
function strength(samples: Float32Array, hz: number): number {
  let re = 0;
  let im = 0;
  samples.forEach((sample, i) => {
    re += sample * Math.cos((2 * Math.PI * hz * i) / RATE);
    im += sample * Math.sin((2 * Math.PI * hz * i) / RATE);
  });
  return Math.hypot(re, im) / samples.length;
}

/** The strongest note between C4 and C6, in steps of a semitone. */
function strongestNote(samples: Float32Array): number {
  const notes = Array.from({ length: 25 }, (_, step) => 261.626 * 2 ** (step / 12));
  return notes.reduce((best, hz) => (strength(samples, hz) > strength(samples, best) ? hz : best));
}

describe('the chime', () => {
  it('strikes E, then C', () => {
    expect(strongestNote(between(0.05, 0.45))).toBeCloseTo(CHIME_TONES_HZ[0], 0);
    expect(strongestNote(between(0.5, 1.2))).toBeCloseTo(CHIME_TONES_HZ[1], 0);
  });

  it('never clips, and uses the room it has', () => {
    expect(loudest(chime)).toBeLessThanOrEqual(0.8 + 1e-6);
    expect(loudest(chime)).toBeGreaterThan(0.79);
  });

  it('begins and ends without a click', () => {
    expect(Math.abs(chime[0] ?? 1)).toBe(0);
    expect(loudest(between(CHIME_SECONDS - 0.005, CHIME_SECONDS))).toBeLessThan(0.002);
    const jumps = chime.map((sample, i) => sample - (chime[i - 1] ?? 0));
    // The steepest a sum of these partials can be; an edge would stand out above it.
    expect(loudest(jumps)).toBeLessThan(0.25);
  });

  it('dies away', () => {
    expect(loudest(between(1.9, 2.2))).toBeLessThan(loudest(between(0.5, 0.7)) / 5);
  });

  it('sounds the same at any sample rate', () => {
    expect(chimeSamples(44_100).length / 44_100).toBeCloseTo(CHIME_SECONDS, 3);
  });
});
