import type { Language } from '#shared/domain/language.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';

/**
 * Says a call in one language. False when it cannot (no clips or no voice for the language, or it took too long): the
 * next voice is then asked. Recorded clips come first, the machine's own speech last.
 */
export type Voice = (call: Announcement, language: Language) => Promise<boolean>;

/** Tries each voice in turn. True when one of them spoke. */
export async function sayWithFirst(voices: readonly Voice[], call: Announcement, language: Language): Promise<boolean> {
  for (const say of voices) if (await say(call, language).catch(() => false)) return true;
  return false;
}
