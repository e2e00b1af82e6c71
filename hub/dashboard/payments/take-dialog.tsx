import { Banknote, CreditCard, Landmark, QrCode, type LucideIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { DESK_METHODS, type DeskMethod } from '#shared/protocol/api/payments.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { usePayments, type NamedPayment } from './use-payments.ts';

const ICONS: Record<DeskMethod, LucideIcon> = {
  cash: Banknote,
  card: CreditCard,
  upi: QrCode,
  bank_transfer: Landmark,
};

/** The desk receives what is due: how, and where it leaves a trace elsewhere, under which number. */
export function TakeDialog({ onClose, ...named }: NamedPayment & { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { take } = usePayments();
  const [method, setMethod] = useState<DeskMethod>('cash');
  const [reference, setReference] = useState('');
  const { payment, token } = named;
  const amount = format.money(payment.amount, payment.currency);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onClose();
    void take(named, method, method === 'cash' ? '' : reference);
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('payment.title', { token: `\u2068${token}\u2069` })} testId="take-dialog">
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <p className="font-numerals text-3xl font-bold tabular-nums">
          <bdi>{amount}</bdi>
        </p>
        <RadioGroup value={method} onChange={(value) => setMethod(value as DeskMethod)}>
          <Label className="text-sm font-semibold">{t('payment.how')}</Label>
          <div className="mt-1.5 grid grid-cols-2 gap-2">
            {DESK_METHODS.map((choice) => (
              <MethodChoice key={choice} method={choice} />
            ))}
          </div>
        </RadioGroup>
        {method !== 'cash' && (
          <TextField
            label={t('payment.reference')}
            hint={t('payment.referenceHint')}
            value={reference}
            onChange={setReference}
            maxLength={100}
            data-testid="payment-reference"
          />
        )}
        <div className="flex justify-end gap-3">
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" tone="primary" focusFirst data-testid="payment-take">
            {t('payment.take', { amount })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function MethodChoice({ method }: { method: DeskMethod }) {
  const { t } = useTranslation();
  const Icon = ICONS[method];
  return (
    <Radio
      value={method}
      data-testid={`pay-${method}`}
      className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-line-strong px-3 text-base data-focus-visible:outline-2 data-selected:border-accent data-selected:bg-accent-soft data-selected:font-semibold data-selected:text-on-accent-soft data-selected:ring-1 data-selected:ring-accent"
    >
      <Icon aria-hidden="true" className="size-5" />
      {t(`payment.method.${method}`)}
    </Radio>
  );
}
