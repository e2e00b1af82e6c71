import { useTranslation } from 'react-i18next';
import { defineStep, type Circumstances, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { chosenServiceUid, isWalkIn, type Draft } from '#kiosk/renderer/flow/draft.ts';
import { DeskIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/** Only where the clinic asks for a fee of this service. */
export const paymentStep = defineStep({
  id: 'payment',
  isNeeded: (draft, circumstances) => isWalkIn(draft) && feeOf(draft, circumstances) !== undefined,
  Screen: PaymentScreen,
});

function feeOf(draft: Draft, { choices, settings }: Circumstances) {
  const serviceUid = chosenServiceUid(draft, choices);
  return settings?.fees.find((fee) => fee.serviceUid === serviceUid);
}

function PaymentScreen({ draft, choices, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const { format } = useKiosk();
  const settings = useFlow((state) => state.settings);
  const fee = feeOf(draft, { choices, settings });
  const amount = fee ? format.moneyMinor(fee.amountMinor, fee.currency) : '';
  return (
    <ChoiceList title={t('payment.title', { amount })} hint={t('payment.hint')}>
      <ChoiceCard
        size="large"
        testId="payment-desk"
        icon={<DeskIcon className="size-16" />}
        title={t('payment.desk')}
        detail={t('payment.deskDetail')}
        onPress={() => onAnswer({ payment: 'desk' })}
      />
    </ChoiceList>
  );
}
