import { useTranslation } from 'react-i18next';
import type { VisitPayment } from '#shared/protocol/api/payments.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** How, when and by whom it was received, and what it is found by elsewhere. */
export function PaymentHow({ taken }: { taken: NonNullable<VisitPayment['taken']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    t(`payment.method.${taken.method}`),
    format.time(Date.parse(taken.at)),
    taken.by ?? t('payment.atKiosk'),
    ...(taken.reference === null ? [] : [taken.reference]),
  ];
  return (
    <span className="wrap-anywhere" data-testid="payment-how">
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  );
}
