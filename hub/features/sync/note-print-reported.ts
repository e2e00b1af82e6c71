import { and, eq, isNull } from 'drizzle-orm';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { PrintReportedPayload } from '#shared/protocol/sync/print-reported-op.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { printRequests } from '#hub/db/schema/devices.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { ApplyContext } from './apply-context.ts';
import { storableInstant } from './storable-payload.ts';

/** What a kiosk has made of a request to print: kept for staff, and the request taken back. */
export async function notePrintReported(
  tx: Transaction,
  feed: FeedBuffer,
  { place, device, requestId }: ApplyContext,
  op: Op,
  { visitUid, copyNo, outcome, reportedAt }: PrintReportedPayload,
): Promise<void> {
  const instant = storableInstant(reportedAt);
  await tx
    .update(printRequests)
    .set({ outcome, copyNo, reportedAt: instant })
    .where(
      and(
        eq(printRequests.locationId, place.locationId),
        eq(printRequests.uid, op.entityUid),
        isNull(printRequests.outcome),
      ),
    );
  await recordAudit(tx, {
    locationId: place.locationId,
    actor: device,
    at: instant,
    requestId,
    action: 'print.reported',
    entity: 'visit',
    entityUid: visitUid,
    details: { requestUid: op.entityUid, copyNo, outcome },
  });
  feed.remove(place.locationId, 'print_request', op.entityUid, 2);
}
