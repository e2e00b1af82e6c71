import { sql } from 'drizzle-orm';
import type { VisitPayment } from '#shared/protocol/sync/check-in-op.ts';
import type { Transaction } from '#hub/db/client.ts';

/** `opUid` is the op that opened the visit: however often it is applied, it is one charge. */
export type AskedPayment = { opUid: string; visitUid: string; payment: VisitPayment };

/**
 * Writes down what kiosks asked for visits that are open already: `paid` where a terminal or a bank has confirmed it,
 * otherwise `pending` until the desk has collected it. Nothing is asked of whoever has paid with the booking.
 */
export async function recordVisitPayments(
  tx: Transaction,
  locationId: number,
  asked: readonly AskedPayment[],
): Promise<void> {
  if (asked.length === 0) return;
  const rows = asked.map(({ opUid, visitUid, payment }) => ({
    op_uid: opUid,
    visit_uid: visitUid,
    method: payment.method,
    status: payment.settled ? 'paid' : 'pending',
    amount: majorAmount(payment),
    currency: payment.currency,
    reference: payment.reference,
  }));
  await tx.execute(sql`
    INSERT INTO payments (op_uid, location_id, patient_id, appointment_id, visit_id, kind, method, status, amount, currency,
      provider_reference)
    SELECT asked.op_uid, visits.location_id, visits.patient_id, visits.appointment_id, visits.id, 'charge', asked.method,
      asked.status, asked.amount, asked.currency, asked.reference
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS asked (op_uid uuid, visit_uid uuid, method text,
      status payment_status, amount numeric, currency text, reference text)
    JOIN visits ON visits.uid = asked.visit_uid AND visits.location_id = ${locationId}
    LEFT JOIN appointments ON appointments.id = visits.appointment_id
    WHERE asked.status = 'paid' OR appointments.payment_status IS DISTINCT FROM 'paid'
    ON CONFLICT (op_uid) DO NOTHING`);
}

/** In whole units, as text: `25.50`. */
function majorAmount({ amountMinor, currency }: VisitPayment): string {
  return (amountMinor / 10 ** minorDigits(currency)).toFixed(2);
}

/** ISO 4217's, as the runtime knows them: 2 for most, 0 for the yen. */
function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
