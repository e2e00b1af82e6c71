import { reprintTicket } from '#shared/protocol/api/ticket-copies.ts';
import { defineRoute } from '#hub/http/route.ts';
import { scopeOf } from './queue-scope.ts';
import { requestReprint } from './request-reprint.ts';

export const reprintTicketRoute = defineRoute(
  reprintTicket,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => requestReprint(scopeOf(context), context.input.id, context.input.device_id),
  { once: true },
);
