import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

/** Who looked at, or changed, which patient. `details` hold ids and names of fields, never what stands in them. */
export async function auditPatient(
  { tx, locationId, actor, now, requestId }: Omit<CommandScope, 'feed'>,
  action: AuditAction,
  patientUid: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action,
    entity: 'patient',
    entityUid: patientUid,
    details,
  });
}
