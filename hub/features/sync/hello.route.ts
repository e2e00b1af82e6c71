import { hello } from '#shared/protocol/api/sync.ts';
import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { locationMatchKey, publishAppointments } from '#hub/features/appointments/appointment-feed.ts';
import { greetDevice, requireKnown } from './greet-device.ts';
import { negotiateProtocol } from './negotiate-protocol.ts';

export const helloRoute = defineUntransactedRoute(
  hello,
  { roles: DEVICE_ROLES },
  async ({ hub, input, actor, now }) => {
    // Committed even when no protocol is common: staff should see that the device lives, and how old it is.
    const greeting = await hub.transact(async (scope) => {
      const { kioskMatch } = hub.keys;
      const greeted = await greetDevice(scope.tx, actor, input, { hubEpoch: hub.epoch, now: now() });
      if (actor.role !== 'kiosk') return greeted;
      await publishAppointments(scope, { locationId: actor.locationId, now: now(), kioskMatch });
      return { ...greeted, matchKey: locationMatchKey(kioskMatch, greeted.location.uid).text };
    });
    return { ...requireKnown(greeting, input.incarnation), protocol: negotiateProtocol(input.protocol) };
  },
);
