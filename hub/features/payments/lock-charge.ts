import { sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import type { PaymentMethod } from '#hub/db/schema/records.ts';
import { isAsked, joinTaken } from './visit-payment.queries.ts';

/** A charge as it was asked for, and the row that it was paid with, where it has been. */
export type LockedCharge = {
  id: number;
  opUid: string;
  visitId: number;
  patientId: number | null;
  appointmentId: number | null;
  amount: string;
  currency: string;
  /** The charge itself where a kiosk has settled it. Null: not paid, or taken back. */
  taken: { id: number; method: PaymentMethod; at: string } | null;
};

/**
 * Reads a charge of a visit and locks it to the end of the transaction, so that of two desks one comes after the other and
 * sees what the first has done. Throws `payment.not_found`, also for another location's.
 */
export async function lockCharge({ tx, locationId }: CommandScope, id: number): Promise<LockedCharge> {
  const isIt = sql`charge.location_id = ${locationId} AND charge.id = ${id}`;
  const { rows: locked } = await tx.execute<Omit<LockedCharge, 'taken'>>(sql`
    SELECT charge.id::int, charge.op_uid AS "opUid", charge.visit_id::int AS "visitId", charge.patient_id::int AS "patientId",
      charge.appointment_id::int AS "appointmentId", charge.amount, charge.currency
    FROM payments charge WHERE ${isIt} AND charge.visit_id IS NOT NULL AND ${isAsked()}
    FOR UPDATE`);
  const [charge] = locked;
  if (!charge) throw new AppError('payment.not_found', { id });
  // A statement of its own: what was committed while the lock was waited for is seen only by one that begins afterwards.
  const { rows: found } = await tx.execute<{ id: number; method: PaymentMethod; at: string }>(sql`
    SELECT taken.id::int, taken.method, taken.created_at AS at
    FROM payments charge ${joinTaken()} WHERE ${isIt} AND taken.id IS NOT NULL`);
  const [taken] = found;
  return { ...charge, taken: taken ? { ...taken, at: new Date(taken.at).toISOString() } : null };
}
