import { voidPayment as contract } from '#shared/protocol/api/payments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readPayment } from './read-payment.ts';
import { voidPayment } from './void-payment.ts';

export const voidPaymentRoute = defineRoute(
  contract,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const scope = { ...commandScope(context), actor: context.actor };
    await voidPayment(scope, context.hub.ids, context.input);
    return readPayment(scope, context.input.id);
  },
  { once: true },
);
