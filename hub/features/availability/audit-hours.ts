import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

type Scope = Omit<CommandScope, 'feed'>;
type Change = { action: AuditAction; entity: 'availability' | 'holiday'; entityUid?: string };

/**
 * Who changed when a doctor receives, or when the clinic is closed. Hours are no patient data: what they became, or what
 * they were when they were deleted, stands in the log.
 */
export async function auditHours(
  { tx, locationId, actor, now, requestId }: Scope,
  { action, entity, entityUid }: Change,
  details: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action,
    entity,
    entityUid: entityUid ?? null,
    details,
  });
}
