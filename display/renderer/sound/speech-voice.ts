import type { i18n } from 'i18next';
import type { Scheduler } from '#shared/domain/ports.ts';
import { spokenCall } from './spoken-call.ts';
import type { Voice } from './voice.ts';

/** Some machines never say that they have finished; the next patient must not wait for it. */
const TIME_OUT_MS = 9_000;
/** Slower than talk: a waiting room echoes. */
const RATE = 0.9;

/** The Web Speech API: whatever voices the machine has. Silent where it has none for the language. */
export function createSpeechVoice(texts: i18n, scheduler: Scheduler): Voice {
  return (call, language) => {
    const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
    const voice = speech?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
    if (!speech || !voice) return Promise.resolve(false);

    const utterance = new SpeechSynthesisUtterance(spokenCall(texts.getFixedT(language), call, language));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = RATE;
    return new Promise((resolve) => {
      const cancel = scheduler.after(TIME_OUT_MS, () => {
        speech.cancel();
        resolve(false);
      });
      const finish = (spoken: boolean) => () => {
        cancel();
        resolve(spoken);
      };
      utterance.addEventListener('end', finish(true));
      utterance.addEventListener('error', finish(false));
      speech.speak(utterance);
    });
  };
}
