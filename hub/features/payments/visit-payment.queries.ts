import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { localize, type Language, type LocalizedText } from '#shared/domain/language.ts';
import type { DeskMethod, VisitPayment } from '#shared/protocol/api/payments.ts';
import type { PaymentMethod } from '#hub/db/schema/records.ts';

/** As Postgres gives it: `taken` is the row that was paid, the charge itself where a kiosk has settled it. */
export type FoundPayment = {
  id: number;
  amount: number;
  currency: string;
  taken: { method: PaymentMethod; at: string; by: LocalizedText | null; reference: string | null } | null;
};

/**
 * What was asked for a visit of the outer query, as one JSON value; null where nothing was. Of several the one that is still
 * due, otherwise the last. What a desk has taken counts until it is refunded.
 */
export function visitPayment({ locationId, id }: { locationId: SQLWrapper; id: SQLWrapper }): SQL<FoundPayment | null> {
  return sql<FoundPayment | null>`(
    SELECT ${chargeJson()}
    FROM payments charge ${joinTaken()}
    WHERE charge.location_id = ${locationId} AND charge.visit_id = ${id} AND ${isAsked()}
    ORDER BY taken.id IS NOT NULL, charge.id DESC LIMIT 1)`;
}

/** One charge under the alias `charge`, with what was taken for it under `taken`. */
export function chargeJson(): SQL<FoundPayment> {
  return sql<FoundPayment>`json_build_object(
    'id', charge.id, 'amount', charge.amount, 'currency', charge.currency,
    'taken', CASE WHEN taken.id IS NULL THEN NULL ELSE json_build_object(
      'method', taken.method, 'at', taken.created_at, 'by', taken.display_name, 'reference', taken.provider_reference) END)`;
}

export function joinTaken(): SQL {
  return sql`LEFT JOIN LATERAL (
      SELECT paid.id, paid.method, paid.created_at, paid.provider_reference, users.display_name
      FROM payments paid LEFT JOIN users ON users.id = paid.recorded_by_id
      WHERE paid.location_id = charge.location_id AND paid.visit_id = charge.visit_id
        AND paid.kind = 'charge' AND paid.status = 'paid' AND coalesce(paid.settles_id, paid.id) = charge.id
        AND NOT EXISTS (
          SELECT 1 FROM payments refund
          WHERE refund.location_id = paid.location_id AND refund.visit_id = paid.visit_id
            AND refund.kind = 'refund' AND refund.refund_of_id = paid.id)
      ORDER BY paid.id DESC LIMIT 1) taken ON true`;
}

/** What was asked for, not what was taken for it. */
export function isAsked(): SQL {
  return sql`charge.kind = 'charge' AND charge.settles_id IS NULL AND charge.status IN ('pending', 'paid')`;
}

/** Whoever took it is named in `language`. */
export function toVisitPayment({ taken, ...asked }: FoundPayment, language: Language): VisitPayment {
  return {
    ...asked,
    status: taken ? 'paid' : 'due',
    taken: taken && {
      // A kiosk names the way to pay; what is only promised to the desk is not paid.
      method: taken.method as DeskMethod,
      at: new Date(taken.at).toISOString(),
      by: taken.by && localize(taken.by, language),
      reference: taken.reference,
    },
  };
}
