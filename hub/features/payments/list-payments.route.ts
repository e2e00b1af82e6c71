import { sql } from 'drizzle-orm';
import { localize, type LocalizedText } from '#shared/domain/language.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import { listPayments } from '#shared/protocol/api/payments.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { defineRoute } from '#hub/http/route.ts';
import { chargeJson, isAsked, joinTaken, toVisitPayment, type FoundPayment } from './visit-payment.queries.ts';

type Found = { uid: string; token: string; name: string; service: LocalizedText; payment: FoundPayment };

/** Also those who have left the board: whoever pays after the visit is found here. */
export const listPaymentsRoute = defineRoute(
  listPayments,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx, now }) => {
    const location = await readLocation(tx, actor.locationId);
    const businessDate = input.business_date ?? serviceDayOf(now(), location);
    const { rows } = await tx.execute<Found>(sql`
      SELECT visits.uid, visits.token_number AS token, concat(patients.first_name, ' ', patients.last_name) AS name,
        services.name AS service, ${chargeJson()} AS payment
      FROM queue_management
      JOIN visits ON visits.id = queue_management.visit_id
      JOIN payments charge ON charge.location_id = visits.location_id AND charge.visit_id = visits.id AND ${isAsked()}
      JOIN patients ON patients.id = visits.patient_id
      JOIN services ON services.id = visits.service_id
      ${joinTaken()}
      WHERE queue_management.location_id = ${actor.locationId} AND queue_management.business_date = ${businessDate}
      ORDER BY taken.id IS NOT NULL, taken.created_at DESC, visits.checked_in_at, charge.id`);
    return {
      business_date: businessDate,
      rows: rows.map(({ uid, token, name, service, payment }) => ({
        ...toVisitPayment(payment, location.language),
        uid,
        token_label: tokenLabel(parseWholeToken(token)),
        patient_name: name,
        service_name: localize(service, location.language),
      })),
    };
  },
);
