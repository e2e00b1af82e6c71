import { AppError } from '#shared/domain/errors.ts';
import type { Ids } from '#shared/domain/ports.ts';
import type { DeskMethod } from '#shared/protocol/api/payments.ts';
import { lockCharge } from './lock-charge.ts';
import { recordAtDesk, type DeskScope } from './record-at-desk.ts';

export type Taking = { id: number; method: DeskMethod; reference?: string | undefined };

/**
 * The desk has been paid the whole of what was due: a row that settles the charge, and the appointment of the visit, where it has
 * one, is paid. Throws `payment.not_found` and `payment.taken_already`, with how and when.
 */
export async function takePayment(scope: DeskScope, ids: Ids, { id, method, reference }: Taking): Promise<void> {
  const charge = await lockCharge(scope, id);
  const { taken } = charge;
  if (taken) throw new AppError('payment.taken_already', { id, method: taken.method, at: taken.at });
  await recordAtDesk(scope, ids, charge, {
    outcome: 'taken',
    method,
    settlesId: id,
    providerReference: reference || null,
  });
}
