import { useTranslation } from 'react-i18next';
import type { PaymentRow } from '#shared/protocol/api/payments.ts';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { PaymentButton, type PaymentDialogKind } from './payment-button.tsx';
import { PaymentHow } from './payment-how.tsx';
import { PaymentPill } from './payment-pill.tsx';

type Props = { rows: readonly PaymentRow[]; onOpen: (row: PaymentRow, kind: PaymentDialogKind) => void };

export function PaymentTable({ rows, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <RecordTable
      label={t('nav.payments')}
      rows={rows}
      keyOf={(row) => row.id}
      testId="payment-row"
      columns={[
        {
          id: 'token',
          head: t('payments.token'),
          render: (row) => (
            <bdi dir="ltr" className="font-numerals text-lg whitespace-nowrap tabular-nums">
              {row.token_label}
            </bdi>
          ),
        },
        { id: 'patient', head: t('payments.patient'), render: (row) => <bdi>{row.patient_name}</bdi> },
        { id: 'service', head: t('payments.service'), wide: true, render: (row) => <bdi>{row.service_name}</bdi> },
        { id: 'state', head: t('field.state'), render: (row) => <PaymentPill payment={row} /> },
        { id: 'how', head: t('payments.how'), render: (row) => (row.taken ? <PaymentHow taken={row.taken} /> : '–') },
        {
          id: 'do',
          head: t('payments.do'),
          render: (row) => (
            <PaymentButton token={row.token_label} payment={row} onPress={(kind) => onOpen(row, kind)} />
          ),
        },
      ]}
    />
  );
}
