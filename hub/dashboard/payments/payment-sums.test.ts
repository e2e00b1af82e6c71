import { expect, test } from 'vitest';
import type { PaymentRow } from '#shared/protocol/api/payments.ts';
import { paymentSums } from './payment-sums.ts';

const row = (amount: number, currency: string, method: 'cash' | 'card' | null) =>
  ({ amount, currency, taken: method && { method, at: '', by: null, reference: null } }) as PaymentRow;

test('the till is counted by what is due and by each way of paying, never across currencies', () => {
  const rows = [
    row(0.1, 'EUR', 'cash'),
    row(0.2, 'EUR', 'cash'),
    row(9, 'USD', 'cash'),
    row(25.5, 'EUR', null),
    row(5, 'EUR', 'card'),
  ];
  expect(paymentSums(rows).map(({ method, currency, amount }) => [method, currency, amount])).toEqual([
    ['cash', 'EUR', 0.3],
    ['cash', 'USD', 9],
    [null, 'EUR', 25.5],
    ['card', 'EUR', 5],
  ]);
  expect(paymentSums([])).toEqual([]);
});
