import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { UnwellIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';

/** One confirmation, and help is on its way: no name, no birth date. */
export const emergencyStep = defineStep({
  id: 'emergency',
  isNeeded: ({ purpose }) => purpose === 'emergency',
  Screen: EmergencyScreen,
});

function EmergencyScreen({ onAnswer }: StepProps) {
  const { t } = useTranslation();
  return (
    <Notice
      testId="emergency"
      tone="alert"
      icon={<UnwellIcon className="size-14" />}
      title={t('emergency.title')}
      body={t('emergency.body')}
    >
      <TouchButton kind="alert" size="huge" onPress={() => onAnswer({})} testId="emergency-confirm">
        {t('emergency.confirm')}
      </TouchButton>
    </Notice>
  );
}
