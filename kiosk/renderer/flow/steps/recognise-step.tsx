import { useTranslation } from 'react-i18next';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { AnyoneIcon, DoctorIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/**
 * Whoever was here before need not spell the name again. The screen says one letter of it where this kiosk knows it: enough
 * for its owner, too little for anyone else.
 */
export const recogniseStep = defineStep({
  id: 'recognise',
  isNeeded: (draft) =>
    isWalkIn(draft) &&
    draft.phone !== undefined &&
    draft.birthDate !== undefined &&
    draft.known !== null &&
    draft.isKnownConfirmed === undefined,
  prepare: {
    ask: async ({ phone, birthDate }, bridge) =>
      phone && birthDate ? { known: await bridge.invoke('kiosk.findPatient', { phone, birthDate }) } : { known: null },
    otherwise: { known: null },
  },
  Screen: RecogniseScreen,
});

function RecogniseScreen({ draft, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const initial = draft.known?.initial ?? null;
  return (
    <ChoiceList title={t('recognise.title')} hint={t('recognise.hint')}>
      <ChoiceCard
        size="large"
        testId="recognise-yes"
        icon={<DoctorIcon className="size-16" />}
        title={initial === null ? t('recognise.yesUnnamed') : t('recognise.yes', { initial })}
        detail={t('recognise.yesDetail')}
        onPress={() => onAnswer({ isKnownConfirmed: true })}
      />
      <ChoiceCard
        size="large"
        testId="recognise-no"
        icon={<AnyoneIcon className="size-16" />}
        title={t('recognise.no')}
        detail={t('recognise.noDetail')}
        onPress={() => onAnswer({ known: null, isKnownConfirmed: undefined })}
      />
    </ChoiceList>
  );
}
