import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import { queueHistory } from '#shared/protocol/api/queue-history.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readQueueHistory } from './queue-history.queries.ts';
import { readLocation } from './read-location.ts';

export const queueHistoryRoute = defineRoute(queueHistory, { roles: STAFF_ROLES }, async ({ input, actor, tx }) => {
  const { locationId } = actor;
  const [entry] = await tx
    .select({ tokenNumber: queueManagement.tokenNumber, checkInTime: queueManagement.checkInTime })
    .from(queueManagement)
    .where(and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, input.id)));
  if (!entry) throw new AppError('queue.not_found', { id: input.id });
  const { language } = await readLocation(tx, locationId);
  return {
    queue_id: input.id,
    token_label: tokenLabel(parseWholeToken(entry.tokenNumber)),
    check_in_time: new Date(entry.checkInTime).toISOString(),
    ...(await readQueueHistory(tx, locationId, input.id, language)),
  };
});
