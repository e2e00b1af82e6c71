import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { PaymentHow } from './payment-how.tsx';
import { usePayments, type NamedPayment } from './use-payments.ts';

const QUICK = ['wrongPatient', 'wrongMethod', 'returned'] as const;

/** Takes a payment back that was received by mistake, or given back. The reason is kept beside it. */
export function VoidDialog({ onClose, ...named }: NamedPayment & { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { giveBack } = usePayments();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { payment, token } = named;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    onClose();
    void giveBack(named, reason.trim());
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('payment.backTitle', { token: `\u2068${token}\u2069` })}
      testId="void-dialog"
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <div className="text-base">
          {payment.taken && <PaymentHow taken={payment.taken} />}
          <p className="text-ink-soft">
            {t('payment.backText', { amount: format.money(payment.amount, payment.currency) })}
          </p>
        </div>
        <div className="flex flex-col gap-2">
          <TextField
            label={t('payment.reason')}
            value={reason}
            onChange={(text) => (setReason(text), setMissing(false))}
            error={isMissing ? t('payment.reasonMissing') : undefined}
            maxLength={500}
            focusFirst
            data-testid="void-reason"
          />
          <div className="flex flex-wrap gap-1.5">
            {QUICK.map((quick) => (
              <Button
                key={quick}
                size="small"
                onPress={() => (setReason(t(`payment.quick.${quick}`)), setMissing(false))}
              >
                {t(`payment.quick.${quick}`)}
              </Button>
            ))}
          </div>
        </div>
        <div className="flex justify-end gap-3">
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" tone="danger" data-testid="void-confirm">
            {t('payment.back')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
