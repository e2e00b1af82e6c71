/** Equal temperament, A4 = 440 Hz: a falling major third, the door bell that everybody knows. */
export const CHIME_TONES_HZ = [659.255, 523.251] as const;
export const CHIME_SECONDS = 2.4;

const SECOND_STRIKE_AT = 0.46;
const ATTACK_SECONDS = 0.008;
const FADE_OUT_SECONDS = 0.12;
/** Loud, with room left below full scale: nothing that follows can make it clip. */
const PEAK = 0.8;

/** A struck bar: the higher a partial, the sooner it dies away, and the sweeter the sound. */
const PARTIALS = [
  { ratio: 1, level: 1, decaySeconds: 0.62 },
  { ratio: 2, level: 0.32, decaySeconds: 0.34 },
  { ratio: 3, level: 0.12, decaySeconds: 0.2 },
  { ratio: 4.2, level: 0.05, decaySeconds: 0.1 },
] as const;

/** One channel of the chime, -1 to 1, made by additive synthesis; its loudest sample is exactly the peak. */
export function chimeSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(CHIME_SECONDS * sampleRate));
  CHIME_TONES_HZ.forEach((hz, strike) => addStrike(samples, sampleRate, hz, strike * SECOND_STRIKE_AT));
  const loudest = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  const end = samples.length / sampleRate;
  return samples.map((sample, i) => {
    const fade = Math.min(1, (end - i / sampleRate) / FADE_OUT_SECONDS);
    return (sample / loudest) * PEAK * fade;
  });
}

function addStrike(samples: Float32Array, sampleRate: number, hz: number, startsAt: number): void {
  for (let i = Math.round(startsAt * sampleRate); i < samples.length; i += 1) {
    const t = i / sampleRate - startsAt;
    // A raised cosine: an edge here would be heard as a click.
    const attack = t < ATTACK_SECONDS ? (1 - Math.cos((Math.PI * t) / ATTACK_SECONDS)) / 2 : 1;
    let sum = 0;
    for (const { ratio, level, decaySeconds } of PARTIALS)
      sum += level * Math.exp(-t / decaySeconds) * Math.sin(2 * Math.PI * hz * ratio * t);
    samples[i] = (samples[i] ?? 0) + sum * attack;
  }
}
