import { and, eq } from 'drizzle-orm';
import type { Ids } from '#shared/domain/ports.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { payments } from '#hub/db/schema/records.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { StaffActor } from '#hub/http/actor.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import type { LockedCharge } from './lock-charge.ts';
import { pokeBoards } from './poke-boards.ts';

type Row = typeof payments.$inferInsert;
type AtDesk = Pick<Row, 'method' | 'settlesId' | 'refundOfId' | 'providerReference' | 'note'>;
export type DeskScope = CommandScope & { actor: StaffActor };

/** What the row says, and how the appointment of the visit then stands. */
const OUTCOMES = {
  taken: { row: { kind: 'charge', status: 'paid' }, appointment: 'paid', action: 'payments.take' },
  given_back: { row: { kind: 'refund', status: 'refunded' }, appointment: 'pending', action: 'payments.void' },
} as const;

/** A desk was paid a charge, or gave it back: the row, the visit's appointment where it has one, the audit log, the boards. */
export async function recordAtDesk(
  scope: DeskScope,
  ids: Ids,
  { id, opUid, visitId, patientId, appointmentId, amount, currency }: LockedCharge,
  { outcome, ...row }: AtDesk & { outcome: keyof typeof OUTCOMES },
): Promise<void> {
  const { tx, locationId, actor, now, requestId } = scope;
  const { row: kind, appointment: paymentStatus, action } = OUTCOMES[outcome];
  await tx.insert(payments).values({
    ...row,
    ...kind,
    opUid: ids(),
    locationId,
    patientId,
    appointmentId,
    visitId,
    amount,
    currency,
    recordedById: actor.userId,
    createdAt: now,
  });
  if (appointmentId !== null) {
    await tx
      .update(appointments)
      .set({ paymentStatus })
      .where(and(eq(appointments.locationId, locationId), eq(appointments.id, appointmentId)));
  }
  // Why something was given back stands with the refund alone; what people type may name somebody.
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action,
    entity: 'payment',
    entityUid: opUid,
    details: { id, method: row.method, amount, currency },
  });
  await pokeBoards(scope);
}
