import type { PaymentRow } from '#shared/protocol/api/payments.ts';

export type PaymentSum = {
  id: string;
  method: NonNullable<PaymentRow['taken']>['method'] | null;
  currency: string;
  amount: number;
};

/** What is due (`method` null) and what was received each way, by currency: what somebody counts the till by. */
export function paymentSums(rows: readonly PaymentRow[]): PaymentSum[] {
  const sums = new Map<string, PaymentSum>();
  for (const { amount, currency, taken } of rows) {
    const method = taken?.method ?? null;
    const id = `${method ?? 'due'} ${currency}`;
    const before = sums.get(id)?.amount ?? 0;
    // Summed in hundredths: 0.1 and 0.2 are to be 0.3.
    sums.set(id, { id, method, currency, amount: Math.round((before + amount) * 100) / 100 });
  }
  return [...sums.values()];
}
