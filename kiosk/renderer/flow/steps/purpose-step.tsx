import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { AppointmentIcon, AssistanceIcon, UnwellIcon, WalkInIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { useScanner } from '#kiosk/renderer/scan/use-scanner.ts';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

export const purposeStep = defineStep({ id: 'purpose', isNeeded: () => true, Screen: PurposeScreen });

function PurposeScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const { flow } = useKiosk();
  const hasEmergencyPath = useFlow(({ settings }) => settings?.emergencyPath ?? true);
  useScanner((code) => flow.actions.scan(code, draft.language));
  return (
    <ChoiceList title={t('purpose.title')} isWide>
      <ChoiceCard
        size="large"
        testId="purpose-walk-in"
        icon={<WalkInIcon className="size-16" />}
        title={t('purpose.walkIn')}
        detail={t('purpose.walkInDetail')}
        onPress={() => onAnswer({ purpose: 'walk_in', wantsAssistance: false })}
      />
      <ChoiceCard
        size="large"
        testId="purpose-appointment"
        icon={<AppointmentIcon className="size-16" />}
        title={t('purpose.appointment')}
        detail={t('purpose.appointmentDetail')}
        onPress={() => onAnswer({ purpose: 'appointment' })}
      />
      <ChoiceCard
        testId="purpose-assistance"
        icon={<AssistanceIcon className="size-9" />}
        title={t('purpose.assistance')}
        detail={t('purpose.assistanceDetail')}
        onPress={() => onAnswer({ purpose: 'walk_in', wantsAssistance: true })}
      />
      {hasEmergencyPath && (
        <ChoiceCard
          tone="alert"
          testId="purpose-unwell"
          icon={<UnwellIcon className="size-9" />}
          title={t('purpose.unwell')}
          detail={t('purpose.unwellDetail')}
          onPress={() => onAnswer({ purpose: 'emergency' })}
        />
      )}
    </ChoiceList>
  );
}
