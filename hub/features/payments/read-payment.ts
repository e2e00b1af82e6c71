import { sql } from 'drizzle-orm';
import type { VisitPayment } from '#shared/protocol/api/payments.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { chargeJson, joinTaken, toVisitPayment, type FoundPayment } from './visit-payment.queries.ts';

/** A charge that is known to be there, as it stands now. */
export async function readPayment({ tx, locationId }: CommandScope, id: number): Promise<VisitPayment> {
  const { language } = await readLocation(tx, locationId);
  const { rows } = await tx.execute<{ payment: FoundPayment }>(sql`
    SELECT ${chargeJson()} AS payment FROM payments charge ${joinTaken()}
    WHERE charge.location_id = ${locationId} AND charge.id = ${id}`);
  return toVisitPayment(rows[0]!.payment, language);
}
