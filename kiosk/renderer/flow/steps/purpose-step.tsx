import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { AppointmentIcon, WalkInIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

export const purposeStep = defineStep({ id: 'purpose', isNeeded: () => true, Screen: PurposeScreen });

function PurposeScreen({ onAnswer }: StepProps) {
  const { t } = useTranslation();
  return (
    <ChoiceList title={t('purpose.title')}>
      <ChoiceCard
        size="large"
        testId="purpose-walk-in"
        icon={<WalkInIcon className="size-16" />}
        title={t('purpose.walkIn')}
        detail={t('purpose.walkInDetail')}
        onPress={() => onAnswer({ purpose: 'walk_in' })}
      />
      <ChoiceCard
        size="large"
        testId="purpose-appointment"
        icon={<AppointmentIcon className="size-16" />}
        title={t('purpose.appointment')}
        detail={t('purpose.appointmentDetail')}
        onPress={() => onAnswer({ purpose: 'appointment' })}
      />
    </ChoiceList>
  );
}
