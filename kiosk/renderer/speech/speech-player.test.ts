import { expect, it } from 'vitest';
import { clipsByText, createSpeechPlayer } from './speech-player.ts';

function start(voices: readonly string[] = []) {
  const heard: string[] = [];
  const ends: (() => void)[] = [];
  const clips = clipsByText({
    'purpose.title': 'How can we help you?',
    'staff.title': 'Staff',
    greeting: 'Hello {{name}}',
  });
  const player = createSpeechPlayer({
    clipOf: (text) => clips.get(text),
    play: async (address, signal) => {
      heard.push(address);
      await new Promise<void>((resolve) => {
        ends.push(resolve);
        signal.addEventListener('abort', () => resolve());
      });
    },
    speak: async (language, text) => {
      if (!voices.includes(language)) throw new Error('no voice');
      heard.push(`voice ${language}: ${text}`);
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const playAll = async (): Promise<string[]> => {
    for (let turn = 0; turn < 12; turn += 1) {
      await settle();
      ends.shift()?.();
    }
    return heard;
  };
  return { player, heard, playAll, settle };
}

it('says recorded texts from their clips, one after the other', async () => {
  const { player, playAll } = start();
  player.say('ar', ['How can we help you?', 'A-047']);
  const signs = ['A', '0', '4', '7'].map((sign) => `speech/ar/sign-${sign}.opus`);
  expect(await playAll()).toEqual(['speech/ar/purpose.title.opus', ...signs]);
});

it('names a doctor with the system’s voice, and spells where there is none', async () => {
  const voiced = start(['en']);
  voiced.player.say('en', ['Dr Okafor']);
  expect(await voiced.playAll()).toEqual(['voice en: Dr Okafor']);
  const silent = start();
  silent.player.say('hi', ['Dr Li']);
  expect(await silent.playAll()).toEqual(['D', 'R', 'L', 'I'].map((sign) => `speech/hi/sign-${sign}.opus`));
});

it('leaves off at once when something else is to be said', async () => {
  const { player, heard, settle, playAll } = start();
  player.say('en', ['A-047']);
  await settle();
  player.say('en', ['How can we help you?']);
  await playAll();
  expect(heard).toEqual(['speech/en/sign-A.opus', 'speech/en/purpose.title.opus']);
});
