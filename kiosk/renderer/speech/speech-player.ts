import { clipPath, hasClip } from './spoken-texts.ts';

export type SpeechPlayer = {
  /** Says these texts one after the other, in place of what is being said. */
  say(language: string, texts: readonly string[]): void;
  stop(): void;
};

export type SpeechParts = {
  /** The name of the clip of a text, in the language now shown; undefined when it has none. */
  clipOf: (text: string) => string | undefined;
  /** Plays to the end; rejects when it cannot be played. Aborting stops it. */
  play: (address: string, signal: AbortSignal) => Promise<void>;
  /** The system's own voice, where it has one for the language. */
  speak: (language: string, text: string, signal: AbortSignal) => Promise<void>;
};

/**
 * Recorded clips for everything that is always the same; for names of doctors and what is typed the system's voice, and
 * where there is none, the letters and digits one by one. The latest call wins: nobody hears what they have left.
 */
export function createSpeechPlayer({ clipOf, play, speak }: SpeechParts): SpeechPlayer {
  let current = new AbortController();

  async function sayOne(language: string, text: string, signal: AbortSignal): Promise<void> {
    const clip = clipOf(text);
    if (clip !== undefined)
      return play(clipPath(language, clip), signal).catch(async () => speak(language, text, signal));
    if (/^[A-Z]{1,3}-\d+$/u.test(text) || /^[A-Z0-9]$/iu.test(text)) return spell(language, text, signal);
    return speak(language, text, signal).catch(async () => spell(language, text, signal));
  }

  async function spell(language: string, text: string, signal: AbortSignal): Promise<void> {
    for (const sign of text.toUpperCase()) {
      if (signal.aborted || !/[A-Z0-9]/u.test(sign)) continue;
      await play(clipPath(language, `sign-${sign}`), signal);
    }
  }

  async function sayAll(language: string, texts: readonly string[], signal: AbortSignal): Promise<void> {
    for (const text of texts) {
      if (signal.aborted) return;
      // A clip that cannot be played must not keep the next one from being heard.
      await sayOne(language, text, signal).catch(() => undefined);
    }
  }

  return {
    say(language, texts) {
      current.abort();
      current = new AbortController();
      void sayAll(language, texts, current.signal);
    },
    stop: () => current.abort(),
  };
}

/** Which clip says a text: the texts of the language now shown, turned round. The first key with a text has its clip. */
export function clipsByText(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const clips = new Map<string, string>();
  for (const [key, text] of Object.entries(texts)) {
    if (hasClip(key, text) && !clips.has(text)) clips.set(text, key);
  }
  return clips;
}
