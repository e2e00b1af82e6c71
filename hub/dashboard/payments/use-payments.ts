import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { takePayment, voidPayment, type DeskMethod, type VisitPayment } from '#shared/protocol/api/payments.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** A payment with what people call it by. */
export type NamedPayment = { token: string; payment: VisitPayment };

/** Receives what is due and takes it back. What the hub refuses is said in words, and the pages look again either way. */
export function usePayments() {
  const { t } = useTranslation();
  const { client, ids, notices } = useDashboard();
  const queries = useQueryClient();
  const format = useFormat();

  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      await Promise.all(['queue', 'payments'].map(async (key) => queries.invalidateQueries({ queryKey: [key] })));
    }
  }
  const valuesOf = ({ token, payment }: NamedPayment) => ({
    token: `\u2068${token}\u2069`,
    amount: format.money(payment.amount, payment.currency),
  });

  async function giveBack(named: NamedPayment, reason: string): Promise<void> {
    await guarded(async () => {
      const call = { params: { id: named.payment.id }, body: { reason } };
      await client.call(voidPayment, call, { idempotencyKey: ids() });
      notices.show({ tone: 'done', text: { key: 'notice.paymentVoided', values: valuesOf(named) } });
    });
  }

  async function take(named: NamedPayment, method: DeskMethod, reference: string): Promise<void> {
    await guarded(async () => {
      const body = { method, ...(reference.trim() !== '' && { reference: reference.trim() }) };
      await client.call(takePayment, { params: { id: named.payment.id }, body }, { idempotencyKey: ids() });
      notices.show({
        tone: 'done',
        text: { key: 'notice.paymentTaken', values: valuesOf(named) },
        undo: { labelKey: 'action.undo', run: () => void giveBack(named, t('payment.pressedByMistake')) },
      });
    });
  }
  return { take, giveBack };
}
