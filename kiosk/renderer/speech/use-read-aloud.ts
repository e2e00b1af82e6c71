import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { playClip, speakBySystem } from './browser-speech.ts';
import { describeElement } from './describe-element.ts';
import { clipsByText, createSpeechPlayer } from './speech-player.ts';

/** While it is on: says each screen as it comes, and whatever has the focus or is typed. */
export function useReadAloud(isOn: boolean, language: string): void {
  const { i18n, t } = useTranslation();
  const player = useMemo(() => {
    const bundle = (name: string): Record<string, string> =>
      (i18n.getResourceBundle(i18n.language, name) as Record<string, string> | undefined) ?? {};
    return createSpeechPlayer({
      // Turned round anew each time: some two hundred texts, a few times a minute.
      clipOf: (text) => clipsByText({ ...bundle('common'), ...bundle('app') }).get(text),
      play: playClip,
      speak: speakBySystem,
    });
  }, [i18n]);

  useEffect(() => {
    if (!isOn) return player.stop();
    player.say(language, [t('speech.on')]);
    function onFocus({ target }: FocusEvent): void {
      if (target instanceof Element) player.say(language, describeElement(target));
    }
    // Keys of the on-screen keyboard leave the focus in the field and tell nobody of what they type. A PIN is not said aloud.
    function onClick({ target }: Event): void {
      const key = target instanceof Element ? target.closest('[data-key]') : null;
      if (key && !document.querySelector('input[type=password]')) player.say(language, describeElement(key));
    }
    function onInput({ target }: Event): void {
      if (target instanceof HTMLInputElement && target.type !== 'password')
        player.say(language, Array.from(target.value).slice(-1));
    }
    document.addEventListener('focusin', onFocus);
    document.addEventListener('input', onInput);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('input', onInput);
      document.removeEventListener('click', onClick);
      player.stop();
    };
  }, [isOn, language, player, t]);
}
