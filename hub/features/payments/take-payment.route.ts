import { takePayment as contract } from '#shared/protocol/api/payments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readPayment } from './read-payment.ts';
import { takePayment } from './take-payment.ts';

export const takePaymentRoute = defineRoute(
  contract,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const scope = { ...commandScope(context), actor: context.actor };
    await takePayment(scope, context.hub.ids, context.input);
    return readPayment(scope, context.input.id);
  },
  { once: true },
);
