import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import { activeDoctors, activeServices, chosenServiceUid, isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { AnyoneIcon, DoctorIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { WaitAside } from '#kiosk/renderer/frame/wait-aside.tsx';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/** Not asked where the service has one doctor or none. */
export const doctorStep = defineStep({
  id: 'doctor',
  isNeeded: (draft, { choices }) =>
    isWalkIn(draft) && activeDoctors(choices, chosenServiceUid(draft, choices)).length > 1,
  Screen: DoctorScreen,
});

function DoctorScreen({ draft, choices, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const serviceUid = chosenServiceUid(draft, choices);
  const service = activeServices(choices).find(({ uid }) => uid === serviceUid);
  return (
    <ChoiceList title={t('doctor.title')}>
      <ChoiceCard
        testId="doctor-any"
        icon={<AnyoneIcon className="size-9" />}
        title={t('doctor.any')}
        detail={t('doctor.anyDetail')}
        aside={service && <WaitAside waiting={service.waiting} waitMinutes={service.waitMinutes} />}
        onPress={() => onAnswer({ doctorUid: null })}
      />
      {activeDoctors(choices, serviceUid).map((doctor) => (
        <ChoiceCard
          key={doctor.uid}
          testId="doctor-choice"
          icon={<DoctorIcon className="size-9" />}
          title={localize(doctor.name, draft.language)}
          detail={doctor.specialty && localize(doctor.specialty, draft.language)}
          aside={<WaitAside waiting={doctor.waiting} waitMinutes={doctor.waitMinutes} />}
          onPress={() => onAnswer({ doctorUid: doctor.uid })}
        />
      ))}
    </ChoiceList>
  );
}
