import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { StartOverIcon } from '#shared/ui/icons/action-icons.tsx';
import { BackIcon } from '#shared/ui/icons/direction-icons.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { HelpButton } from './help-button.tsx';

/** The ways out, in the same place on every screen. */
export function NavigationBar({ hasBack }: { hasBack: boolean }) {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  return (
    <nav className="flex items-center gap-3 border-t-2 border-line px-10 py-5 landscape:px-14 landscape:py-4">
      {hasBack && (
        <TouchButton onPress={flow.actions.back} icon={<BackIcon className="size-7" />} testId="back">
          {t('common.back')}
        </TouchButton>
      )}
      <TouchButton
        kind="quiet"
        onPress={flow.actions.wipe}
        icon={<StartOverIcon className="size-7" />}
        testId="start-over"
      >
        {t('common.startOver')}
      </TouchButton>
      <span className="flex-1" />
      <HelpButton />
    </nav>
  );
}
