import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import { readPrintRequest } from '#shared/protocol/api/ticket-copies.ts';
import { devices, printRequests } from '#hub/db/schema/devices.ts';
import { visits } from '#hub/db/schema/queue.ts';
import { defineRoute } from '#hub/http/route.ts';

/** What became of a copy, for who asked for it. */
export const readPrintRequestRoute = defineRoute(
  readPrintRequest,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx }) => {
    const [row] = await tx
      .select({ request: printRequests, device: devices, token: visits.tokenNumber })
      .from(printRequests)
      .innerJoin(devices, eq(devices.id, printRequests.deviceId))
      .innerJoin(visits, eq(visits.id, printRequests.visitId))
      .where(and(eq(printRequests.locationId, actor.locationId), eq(printRequests.id, input.id)));
    if (!row) throw new AppError('print_request.not_found', { id: input.id });
    const { request, device, token } = row;
    return {
      id: request.id,
      token_label: tokenLabel(parseWholeToken(token)),
      device_id: device.id,
      device_name: device.name,
      printer: device.paperState,
      requested_at: new Date(request.requestedAt).toISOString(),
      outcome: request.outcome,
      copy_no: request.copyNo,
    };
  },
);
