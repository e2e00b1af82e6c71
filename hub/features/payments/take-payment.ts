import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Ids } from '#shared/domain/ports.ts';
import type { DeskMethod } from '#shared/protocol/api/payments.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { payments } from '#hub/db/schema/records.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { StaffActor } from '#hub/http/actor.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { lockCharge } from './lock-charge.ts';
import { pokeBoards } from './poke-boards.ts';

export type Taking = { id: number; method: DeskMethod; reference?: string | undefined };

/**
 * The desk has been paid the whole of what was due: a row that settles the charge, and the appointment of the visit, where it has
 * one, is paid. Throws `payment.not_found` and `payment.taken_already`, with how and when.
 */
export async function takePayment(
  scope: CommandScope & { actor: StaffActor },
  ids: Ids,
  { id, method, reference }: Taking,
): Promise<void> {
  const { tx, locationId, actor, now, requestId } = scope;
  const charge = await lockCharge(scope, id);
  if (charge.status === 'paid') throw new AppError('payment.taken_already', { id });
  if (charge.taken) {
    throw new AppError('payment.taken_already', { id, method: charge.taken.method, at: charge.taken.at });
  }
  const { opUid, visitId, patientId, appointmentId, amount, currency } = charge;
  await tx.insert(payments).values({
    opUid: ids(),
    locationId,
    patientId,
    appointmentId,
    visitId,
    settlesId: id,
    kind: 'charge',
    method,
    status: 'paid',
    amount,
    currency,
    providerReference: reference || null,
    recordedById: actor.userId,
    createdAt: now,
  });
  if (appointmentId !== null) {
    await tx
      .update(appointments)
      .set({ paymentStatus: 'paid' })
      .where(and(eq(appointments.locationId, locationId), eq(appointments.id, appointmentId)));
  }
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: 'payments.take',
    entity: 'payment',
    entityUid: opUid,
    details: { id, method, amount, currency },
  });
  await pokeBoards(scope);
}
