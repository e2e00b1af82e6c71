import { AppError } from '#shared/domain/errors.ts';
import type { Ids } from '#shared/domain/ports.ts';
import { lockCharge } from './lock-charge.ts';
import { recordAtDesk, type DeskScope } from './record-at-desk.ts';

/**
 * Takes back what a desk has taken: a refund of that row, with the reason, and the charge is due again. Throws
 * `payment.not_found`, and `payment.not_taken` where no desk has taken anything (what a terminal has charged is given back there).
 */
export async function voidPayment(
  scope: DeskScope,
  ids: Ids,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const charge = await lockCharge(scope, id);
  const { taken } = charge;
  if (!taken || taken.id === id) throw new AppError('payment.not_taken', { id });
  await recordAtDesk(scope, ids, charge, {
    outcome: 'given_back',
    method: taken.method,
    refundOfId: taken.id,
    note: reason,
  });
}
