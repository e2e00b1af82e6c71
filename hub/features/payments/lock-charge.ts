import { sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

/** A charge as it was asked for, and the row that the desk was paid with, where it has been. */
export type LockedCharge = {
  id: number;
  opUid: string;
  visitId: number;
  patientId: number | null;
  appointmentId: number | null;
  amount: string;
  currency: string;
  status: 'pending' | 'paid';
  /** Null: not taken by a desk, or taken back. */
  taken: { id: number; method: string; at: string } | null;
};

/**
 * Reads a charge of a visit and locks it to the end of the transaction, so that of two desks one comes after the other and
 * sees what the first has done. Throws `payment.not_found`, also for another location's.
 */
export async function lockCharge({ tx, locationId }: CommandScope, id: number): Promise<LockedCharge> {
  const { rows: locked } = await tx.execute<Omit<LockedCharge, 'taken'>>(sql`
    SELECT id::int, op_uid AS "opUid", visit_id::int AS "visitId", patient_id::int AS "patientId",
      appointment_id::int AS "appointmentId", amount, currency, status
    FROM payments
    WHERE location_id = ${locationId} AND id = ${id} AND visit_id IS NOT NULL
      AND kind = 'charge' AND settles_id IS NULL AND status IN ('pending', 'paid')
    FOR UPDATE`);
  const [charge] = locked;
  if (!charge) throw new AppError('payment.not_found', { id });
  // A statement of its own: what was committed while the lock was waited for is seen only by one that begins afterwards.
  const { rows: found } = await tx.execute<{ id: number; method: string; at: string }>(sql`
    SELECT paid.id::int, paid.method, paid.created_at AS at
    FROM payments paid
    WHERE paid.location_id = ${locationId} AND paid.visit_id = ${charge.visitId} AND paid.settles_id = ${id}
      AND NOT EXISTS (SELECT 1 FROM payments refund
        WHERE refund.location_id = paid.location_id AND refund.visit_id = paid.visit_id AND refund.refund_of_id = paid.id)`);
  const [taken] = found;
  return { ...charge, taken: taken ? { ...taken, at: new Date(taken.at).toISOString() } : null };
}
