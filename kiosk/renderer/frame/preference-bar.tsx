import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { Preferences } from '#kiosk/renderer/flow/flow-state.ts';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { ContrastIcon, LargeTextIcon, LowReachIcon, SpeakerIcon } from './kiosk-icons.tsx';

const TOGGLES = [
  { key: 'largeText', testId: 'large-text', Icon: LargeTextIcon },
  { key: 'highContrast', testId: 'high-contrast', Icon: ContrastIcon },
  { key: 'lowReach', testId: 'low-reach', Icon: LowReachIcon },
  { key: 'speech', testId: 'speech', Icon: SpeakerIcon },
] as const satisfies { key: keyof Preferences; testId: string; Icon: unknown }[];

/** What makes the kiosk fit this person, a tap away on the first screen. Forgotten with them. */
export function PreferenceBar() {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  const preferences = useFlow((state) => state.preferences);
  const hasSpeech = useFlow(({ settings }) => settings?.speech ?? true);
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-3">
      {TOGGLES.filter(({ key }) => key !== 'speech' || hasSpeech).map(({ key, testId, Icon }) => (
        <ToggleButton
          key={key}
          data-testid={testId}
          isSelected={preferences[key]}
          onChange={(isOn) => flow.actions.prefer({ [key]: isOn })}
          className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border-2 border-line px-2 py-3 text-center text-base font-[600] text-ink select-none data-[hovered]:bg-sunken data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent"
        >
          <Icon className="size-9" />
          {t(`preference.${key}`)}
        </ToggleButton>
      ))}
    </div>
  );
}
