import { Banknote, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { NamedPayment } from './use-payments.ts';

export type PaymentDialogKind = 'take' | 'void';

/**
 * What the desk can do about a payment: receive it, or take it back. Nothing for doctors, who may not, nor for what a kiosk's
 * terminal has charged, which is given back there.
 */
export function PaymentButton({
  token,
  payment,
  onPress,
}: NamedPayment & { onPress: (kind: PaymentDialogKind) => void }) {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const format = useFormat();
  const isAllowed = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role !== 'doctor');
  const isDue = payment.status === 'due';
  if (!isAllowed || (!isDue && payment.taken?.by === null)) return null;
  const text = isDue
    ? t('action.takePayment', { amount: format.money(payment.amount, payment.currency) })
    : t('action.voidPayment');
  const Icon = isDue ? Banknote : Undo2;
  return (
    <Button
      size="small"
      data-testid={isDue ? 'action-take-payment' : 'action-void-payment'}
      aria-label={`${text}: ${token}`}
      onPress={() => onPress(isDue ? 'take' : 'void')}
    >
      <Icon aria-hidden="true" className={`size-4 @max-xs:hidden ${isDue ? '' : 'rtl:-scale-x-100'}`} />
      {text}
    </Button>
  );
}
