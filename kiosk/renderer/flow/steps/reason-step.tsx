import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { activeDoctors, chosenServiceUid, isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { OtherReasonIcon, ReasonIcon } from '#kiosk/renderer/frame/reason-icons.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';
import { TypedReason } from './typed-reason.tsx';

const REASONS = ['pain', 'fever', 'injury', 'breathing', 'checkUp', 'results', 'prescription'] as const;

/** Asked where a doctor will want to know; a pharmacy or a laboratory does not. */
export const reasonStep = defineStep({
  id: 'reason',
  isNeeded: (draft, { choices }) =>
    isWalkIn(draft) && activeDoctors(choices, chosenServiceUid(draft, choices)).length > 0,
  Screen: ReasonScreen,
});

function ReasonScreen({ draft, onAnswer }: StepProps) {
  const { t, i18n } = useTranslation();
  const { device } = useKiosk();
  const [isTyping, setTyping] = useState(false);
  // Whoever reads it at the desk reads the clinic's language.
  const forStaff = i18n.getFixedT(device.location?.language ?? 'en');
  if (isTyping) return <TypedReason language={draft.language} onDone={(reason) => onAnswer({ reason })} />;
  return (
    <ChoiceList title={t('reason.title')} columns={2}>
      {REASONS.map((reason) => (
        <ChoiceCard
          key={reason}
          testId="reason-choice"
          icon={<ReasonIcon reason={reason} className="size-9" />}
          title={t(`reason.${reason}`)}
          onPress={() => onAnswer({ reason: forStaff(`reason.${reason}`) })}
        />
      ))}
      <ChoiceCard
        testId="reason-other"
        icon={<OtherReasonIcon className="size-9" />}
        title={t('reason.other')}
        onPress={() => setTyping(true)}
      />
    </ChoiceList>
  );
}
