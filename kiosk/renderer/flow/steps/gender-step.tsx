import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { genderSchema } from '#shared/domain/patient.ts';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/** Off unless the clinic asks for it, and then there is a way not to say. */
export const genderStep = defineStep({
  id: 'gender',
  isNeeded: (draft) => isWalkIn(draft) && draft.isKnownConfirmed !== true,
  Screen: GenderScreen,
});

function GenderScreen({ onAnswer }: StepProps) {
  const { t } = useTranslation();
  return (
    <ChoiceList title={t('gender.title')}>
      {genderSchema.options.map((gender) => (
        <ChoiceCard
          key={gender}
          testId={`gender-${gender}`}
          title={t(`gender.${gender}`)}
          onPress={() => onAnswer({ gender })}
        />
      ))}
    </ChoiceList>
  );
}
