import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clipPath, hasClip, SPOKEN_SIGNS } from '#kiosk/renderer/speech/spoken-texts.ts';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';

/**
 * `node build/speech-clips.ts` speaks every text that patients meet at the kiosk into kiosk/renderer/public/speech, anew
 * only where a text or its voice has changed. Needs `espeak-ng` and `opusenc` (Debian: espeak-ng, opus-tools).
 */
const TOP = fileURLToPath(new URL('..', import.meta.url));
export const CLIPS_FOLDER = `${TOP}kiosk/renderer/public`;
export const MANIFEST = `${CLIPS_FOLDER}/speech/manifest.json`;

const VOICES: Record<Language, string> = {
  en: 'en-gb',
  es: 'es',
  fr: 'fr-fr',
  de: 'de',
  pt: 'pt',
  ar: 'ar',
  hi: 'hi',
  zh: 'cmn',
};
/** Words a minute: slower than ordinary speech, for whoever listens under stress. */
const SPEED = 145;
const KBIT = 12;

const SHARED =
  /^(?:common\.(?:back|continue|cancel|close|done|retry|help|startOver|delete|space|shift|symbols|keyboard|numberPad|loading)|error\.unexpected)$/u;

export type Manifest = Record<string, Record<string, string>>;

/** What each language's clips must say, by name of the clip. */
export function textsToSpeak(language: Language): Record<string, string> {
  const read = (path: string) => JSON.parse(readFileSync(`${TOP}${path}`, 'utf8')) as Record<string, string>;
  // Of what all apps share: the buttons, and the one error that may come anywhere; the rest is for desks and offices.
  const shared = Object.entries(read(`shared/ui/texts/${language}.json`)).filter(([key]) => SHARED.test(key));
  const texts = { ...Object.fromEntries(shared), ...read(`kiosk/renderer/texts/${language}.json`) };
  // What several screens say in the same words needs one clip.
  const spoken = new Map<string, string>();
  for (const [key, text] of Object.entries(texts)) {
    if (hasClip(key, text) && !spoken.has(text)) spoken.set(text, key);
  }
  return Object.fromEntries([
    ...Array.from(spoken, ([text, key]) => [key, text] as const),
    ...SPOKEN_SIGNS.map((sign) => [`sign-${sign}`, sign] as const),
  ]);
}

/** Changes with the text, the voice and how it is spoken. */
export function fingerprint(language: Language, text: string): string {
  return createHash('sha256').update([VOICES[language], SPEED, KBIT, text].join('\n')).digest('hex').slice(0, 16);
}

export function readManifest(): Manifest {
  return existsSync(MANIFEST) ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest) : {};
}

function speak(language: Language, text: string, file: string): void {
  const wave = join(tmpdir(), `anteroom-clip-${process.pid}.wav`);
  execFileSync('espeak-ng', ['-v', VOICES[language], '-s', String(SPEED), '-w', wave, '--', text]);
  execFileSync('opusenc', ['--quiet', '--speech', '--bitrate', String(KBIT), '--framesize', '60', wave, file]);
  rmSync(wave);
}

if (import.meta.main) {
  const former = readManifest();
  const manifest: Manifest = {};
  let made = 0;
  for (const { code } of LANGUAGES) {
    const wanted = textsToSpeak(code);
    mkdirSync(`${CLIPS_FOLDER}/speech/${code}`, { recursive: true });
    manifest[code] = {};
    for (const [name, text] of Object.entries(wanted)) {
      const file = `${CLIPS_FOLDER}/${clipPath(code, name)}`;
      const print = fingerprint(code, text);
      manifest[code][name] = print;
      if (former[code]?.[name] === print && existsSync(file)) continue;
      speak(code, text, file);
      made += 1;
    }
    for (const file of readdirSync(`${CLIPS_FOLDER}/speech/${code}`)) {
      if (!(file.replace(/\.opus$/u, '') in wanted)) rmSync(`${CLIPS_FOLDER}/speech/${code}/${file}`);
    }
  }
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${made} clips spoken`);
}
