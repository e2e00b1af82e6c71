import { useTranslation } from 'react-i18next';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { Preferences } from '#kiosk/renderer/flow/flow-state.ts';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { ContrastIcon, LargeTextIcon, LowReachIcon } from './kiosk-icons.tsx';

const TOGGLES = [
  { key: 'largeText', testId: 'large-text', Icon: LargeTextIcon },
  { key: 'highContrast', testId: 'high-contrast', Icon: ContrastIcon },
  { key: 'lowReach', testId: 'low-reach', Icon: LowReachIcon },
] as const satisfies { key: keyof Preferences; testId: string; Icon: unknown }[];

/** What makes the kiosk fit this person, a tap away on the first screen. Forgotten with them. */
export function PreferenceBar() {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  const preferences = useFlow((state) => state.preferences);
  return (
    <div className="grid grid-cols-3 gap-4">
      {TOGGLES.map(({ key, testId, Icon }) => (
        <ToggleButton
          key={key}
          data-testid={testId}
          isSelected={preferences[key]}
          onChange={(isOn) => flow.actions.prefer({ [key]: isOn })}
          className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border-2 border-line px-2 py-3 text-center text-base font-[600] text-ink transition-colors select-none data-[hovered]:bg-sunken data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent"
        >
          <Icon className="size-9" />
          {t(`preference.${key}`)}
        </ToggleButton>
      ))}
    </div>
  );
}
