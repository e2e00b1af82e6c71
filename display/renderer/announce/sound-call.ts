import type { Language } from '#shared/domain/language.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { Sound } from '#display/renderer/sound/sound.ts';
import { sayWithFirst, type Voice } from '#display/renderer/sound/voice.ts';

/** The chime, then the call in the patient's language, then in the clinic's. True when the chime was really heard. */
export async function soundCall(
  { sound, voices, clinicLanguage }: { sound: Sound; voices: readonly Voice[]; clinicLanguage: () => Language },
  call: Announcement,
): Promise<boolean> {
  if (!(await sound.chime())) return false;
  countChime();
  for (const language of new Set([call.language, clinicLanguage()])) await sayWithFirst(voices, call, language);
  return true;
}

/** On <html>, where a test or a technician can read how often this page has really been heard. */
function countChime(): void {
  const { dataset } = document.documentElement;
  dataset.chimesPlayed = String(Number(dataset.chimesPlayed ?? 0) + 1);
}
