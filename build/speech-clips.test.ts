import { existsSync, globSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clipPath } from '#kiosk/renderer/speech/spoken-texts.ts';
import { LANGUAGES } from '#shared/domain/language.ts';
import { CLIPS_FOLDER, fingerprint, readManifest, textsToSpeak } from './speech-clips.ts';

describe.each(LANGUAGES)('the recorded voice in $name', ({ code }) => {
  const texts = textsToSpeak(code);

  it('says what the screens say now: if not, run node build/speech-clips.ts', () => {
    const manifest = readManifest()[code] ?? {};
    const stale = Object.entries(texts).filter(([name, text]) => manifest[name] !== fingerprint(code, text));
    expect(stale.map(([name]) => name)).toEqual([]);
    expect(Object.keys(manifest).filter((name) => !(name in texts))).toEqual([]);
  });

  it('has a clip for each, and not an empty one', () => {
    expect(Object.keys(texts).length).toBeGreaterThan(110);
    const missing = Object.keys(texts).filter((name) => {
      const file = `${CLIPS_FOLDER}/${clipPath(code, name)}`;
      return !existsSync(file) || statSync(file).size < 300;
    });
    expect(missing).toEqual([]);
  });
});

it('all clips together stay small enough to travel with the kiosk', () => {
  const sizes = globSync(`${CLIPS_FOLDER}/speech/**/*.opus`).map((file) => statSync(file).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
});
