import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listPayments, type PaymentRow } from '#shared/protocol/api/payments.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { PaymentDialogKind } from './payment-button.tsx';
import { paymentSums } from './payment-sums.ts';
import { PaymentTable } from './payment-table.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

/** Everybody of the day who was asked to pay, also those who have left the queues: who owes, and what the till must hold. */
export function PaymentsPage() {
  const { t } = useTranslation();
  const payments = useList('payments', listPayments, { query: {} }, { poked: true, everyMs: 30_000 });
  const [open, setOpen] = useState<{ kind: PaymentDialogKind; row: PaymentRow } | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader title={t('nav.payments')} subtitle={t('payments.subtitle')}>
        <Sums rows={payments.data?.rows ?? []} />
      </PageHeader>
      <ScrollRegion label={t('nav.payments')}>
        <QueryStates
          query={payments}
          isEmpty={({ rows }) => rows.length === 0}
          empty={
            <MessagePanel icon={<Banknote className="size-8" />} title={t('payments.noneTitle')}>
              {t('payments.none')}
            </MessagePanel>
          }
        >
          {({ rows }) => <PaymentTable rows={rows} onOpen={(row, kind) => setOpen({ row, kind })} />}
        </QueryStates>
      </ScrollRegion>
      {open?.kind === 'take' && <TakeDialog token={open.row.token_label} payment={open.row} onClose={close} />}
      {open?.kind === 'void' && <VoidDialog token={open.row.token_label} payment={open.row} onClose={close} />}
    </>
  );
}

function Sums({ rows }: { rows: readonly PaymentRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-base" data-testid="payment-sums">
      {paymentSums(rows).map(({ id, method, amount, currency }) => (
        <li key={id} className="tabular-nums">
          {method === null ? (
            <strong className="font-semibold">{t('payment.due', { amount: format.money(amount, currency) })}</strong>
          ) : (
            <>
              <span className="text-ink-soft">{t(`payment.method.${method}`)}</span>{' '}
              <bdi className="font-semibold">{format.money(amount, currency)}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
