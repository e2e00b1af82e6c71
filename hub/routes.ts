import { createPairingCodeRoute } from './features/devices/create-pairing-code.route.ts';
import { listDevicesRoute } from './features/devices/list-devices.route.ts';
import { pairRoute } from './features/devices/pair.route.ts';
import { listStationsRoute } from './features/directory/list-stations.route.ts';
import { callNextRoute } from './features/queue/call-next.route.ts';
import { currentQueueRoute } from './features/queue/current-queue.route.ts';
import { queueEventRoute } from './features/queue/queue-event.route.ts';
import { recallRoute } from './features/queue/recall.route.ts';
import { updateStatusRoute } from './features/queue/update-status.route.ts';
import { helloRoute } from './features/sync/hello.route.ts';
import { pullRoute } from './features/sync/pull.route.ts';
import { pushRoute } from './features/sync/push.route.ts';
import { refreshRoute } from './features/users/refresh.route.ts';
import { signInRoute } from './features/users/sign-in.route.ts';
import { signOutRoute } from './features/users/sign-out.route.ts';
import type { Route } from './http/route.ts';

/** Every operation of the API. */
export const ROUTES: readonly Route[] = [
  signInRoute,
  refreshRoute,
  signOutRoute,
  createPairingCodeRoute,
  listDevicesRoute,
  pairRoute,
  listStationsRoute,
  helloRoute,
  pushRoute,
  pullRoute,
  currentQueueRoute,
  callNextRoute,
  queueEventRoute,
  updateStatusRoute,
  recallRoute,
];
