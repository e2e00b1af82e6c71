import { Banknote, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VisitPayment } from '#shared/protocol/api/payments.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** What a visit owes, or that it owes nothing any more: in words, with a sign of its own for each. */
export function PaymentPill({ payment: { amount, currency, status } }: { payment: VisitPayment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isDue = status === 'due';
  return (
    <StatePill tone={isDue ? 'warn' : 'good'} icon={isDue ? Banknote : CircleCheck} data-testid={`payment-${status}`}>
      {t(`payment.${status}`, { amount: format.money(amount, currency) })}
    </StatePill>
  );
}
