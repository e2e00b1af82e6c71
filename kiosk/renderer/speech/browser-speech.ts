import type { SpeechParts } from './speech-player.ts';

/** A system voice that has not begun by then will not. */
const VOICE_MS = 1_500;

export const playClip: SpeechParts['play'] = async (address, signal) => {
  const audio = new Audio(address);
  try {
    await new Promise<void>((resolve, reject) => {
      audio.addEventListener('ended', () => resolve(), { once: true });
      audio.addEventListener('error', () => reject(new Error('clip')), { once: true });
      signal.addEventListener('abort', () => resolve(), { once: true });
      audio.play().catch(reject);
    });
  } finally {
    audio.pause();
    audio.removeAttribute('src');
  }
};

export const speakBySystem: SpeechParts['speak'] = async (language, text, signal) => {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const voice = voices.find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
  if (!voice) throw new Error('no voice');
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('silent')), VOICE_MS);
    utterance.addEventListener('start', () => clearTimeout(late));
    utterance.addEventListener('end', () => resolve());
    utterance.addEventListener('error', () => reject(new Error('voice')));
    signal.addEventListener('abort', () => {
      clearTimeout(late);
      speechSynthesis.cancel();
      resolve();
    });
    speechSynthesis.speak(utterance);
  });
};
