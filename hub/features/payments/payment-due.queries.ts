import { sql, type SQL } from 'drizzle-orm';
import { visits } from '#hub/db/schema/queue.ts';

export type PaymentDue = { amount: number; currency: string };

/**
 * What a visit of the outer query still owes the desk, as one JSON value; null where nothing is owed. What was asked at the
 * kiosk less what the desk has taken.
 */
export function paymentDue(): SQL<PaymentDue | null> {
  return sql<PaymentDue | null>`(
    SELECT json_build_object('amount', sum(CASE status WHEN 'pending' THEN amount ELSE -amount END), 'currency', currency)
    FROM payments
    WHERE payments.location_id = ${visits.locationId} AND payments.visit_id = ${visits.id}
      AND method = 'desk' AND kind = 'charge' AND status IN ('pending', 'paid')
    GROUP BY currency
    HAVING sum(CASE status WHEN 'pending' THEN amount ELSE -amount END) > 0
    ORDER BY currency LIMIT 1)`;
}
