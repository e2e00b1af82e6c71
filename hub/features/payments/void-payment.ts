import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Ids } from '#shared/domain/ports.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { payments, type PaymentMethod } from '#hub/db/schema/records.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { StaffActor } from '#hub/http/actor.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { lockCharge } from './lock-charge.ts';
import { pokeBoards } from './poke-boards.ts';

/**
 * Takes back what a desk has taken: a refund of that row, with the reason, and the charge is due again. Throws
 * `payment.not_found`, and `payment.not_taken` where no desk has taken anything (what a terminal has charged is given back there).
 */
export async function voidPayment(
  scope: CommandScope & { actor: StaffActor },
  ids: Ids,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const { tx, locationId, actor, now, requestId } = scope;
  const { taken, opUid, visitId, patientId, appointmentId, amount, currency } = await lockCharge(scope, id);
  if (!taken) throw new AppError('payment.not_taken', { id });
  const method = taken.method as PaymentMethod;
  await tx.insert(payments).values({
    opUid: ids(),
    locationId,
    patientId,
    appointmentId,
    visitId,
    refundOfId: taken.id,
    kind: 'refund',
    method,
    status: 'refunded',
    amount,
    currency,
    recordedById: actor.userId,
    note: reason,
    createdAt: now,
  });
  if (appointmentId !== null) {
    await tx
      .update(appointments)
      .set({ paymentStatus: 'pending' })
      .where(and(eq(appointments.locationId, locationId), eq(appointments.id, appointmentId)));
  }
  // The reason stands with the refund; what people type may name somebody.
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: 'payments.void',
    entity: 'payment',
    entityUid: opUid,
    details: { id, method, amount, currency },
  });
  await pokeBoards(scope);
}
