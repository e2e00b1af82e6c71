import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { RequirementIcon } from '#kiosk/renderer/frame/reason-icons.tsx';
import { useFlow } from '#kiosk/renderer/kiosk-context.ts';
import { specialRequirementSchema, type SpecialRequirement } from '#shared/protocol/sync/check-in-op.ts';
import { ToggleCard } from '#shared/ui/touch/toggle-card.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { ChoiceList } from './choice-list.tsx';

/** Asked of whoever said on the first question that they need it, and of everyone where the clinic wants it so. */
export const requirementsStep = defineStep({
  id: 'requirements',
  isNeeded: (draft, { settings }) =>
    isWalkIn(draft) && (draft.wantsAssistance === true || (settings?.steps.includes('requirements') ?? false)),
  Screen: RequirementsScreen,
});

function RequirementsScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<SpecialRequirement[]>(draft.specialRequirements ?? []);
  const isAsked = useFlow(({ settings }) => settings?.steps.includes('requirements') ?? false);
  const toggle = (one: SpecialRequirement): void =>
    setChosen((held) => (held.includes(one) ? held.filter((other) => other !== one) : [...held, one]));
  return (
    <ChoiceList title={t('requirements.title')} hint={t('requirements.hint')} columns={3} isWide>
      {specialRequirementSchema.options.map((one) => (
        <ToggleCard
          key={one}
          testId={`requirement-${one}`}
          icon={<RequirementIcon requirement={one} className="size-9" />}
          title={t(`requirements.${one}`)}
          isSelected={chosen.includes(one)}
          onChange={() => toggle(one)}
        />
      ))}
      <TouchButton
        kind="primary"
        size="large"
        isDisabled={chosen.length === 0 && !isAsked}
        onPress={() => onAnswer({ specialRequirements: chosen })}
        testId="continue"
      >
        {chosen.length === 0 && isAsked ? t('requirements.none') : t('common.continue')}
      </TouchButton>
    </ChoiceList>
  );
}
