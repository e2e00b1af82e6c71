import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import type { Actor } from '#hub/http/actor.ts';

export type AuditEntry = {
  locationId: number;
  /** Null: the hub itself. */
  actor: Actor | null;
  at: Instant;
  action: AuditAction;
  entity: string;
  /** Null where it is about more than one; `details` then names them. */
  entityUid: string | null;
  requestId: string | null;
  /** Ids and states, never patient data. */
  details?: Record<string, unknown>;
};

/** Who did what, in the transaction that did it. */
export async function recordAudit(tx: Transaction, { actor, ...entry }: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    ...entry,
    actorType: actor?.kind ?? 'system',
    actorUserId: actor?.kind === 'staff' ? actor.userId : null,
    actorDeviceId: actor?.kind === 'device' ? actor.deviceId : null,
  });
}
