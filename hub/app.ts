import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import type { Hub } from './hub.ts';
import { mountDocs } from './features/docs/mount-docs.ts';
import { mountHealth } from './features/health/mount-health.ts';
import { mountMetrics } from './features/health/mount-metrics.ts';
import { mountSso } from './features/users/sso/mount-sso.ts';
import { serveDashboard } from './http/dashboard-files.ts';
import { createDeviceLanes } from './http/device-lanes.ts';
import { createErrorHandler, refuseUnknownRoute } from './http/error-handler.ts';
import { mountRoute } from './http/mount-route.ts';
import { createRequestLog } from './http/request-log.ts';
import type { Route } from './http/route.ts';
import { systemScheduler } from './realtime/system-scheduler.ts';
import { createSecurityHeaders } from './http/security-headers.ts';

const DASHBOARD = fileURLToPath(new URL('../dist/dashboard', import.meta.url));

/** The whole HTTP side of a hub, ready to listen. */
export function createApp(hub: Hub, routes: readonly Route[], dashboardFolder = DASHBOARD): Express {
  const app = express();
  app.disable('x-powered-by');
  // Nothing of the API may be kept (`no-store`), so nobody will ever ask by the hash of a reply.
  app.disable('etag');
  app.set('trust proxy', hub.config.trustedProxies);
  app.use(createRequestLog(hub), createSecurityHeaders());
  mountMetrics(app, hub);
  mountHealth(app, hub);
  mountDocs(app, routes);
  mountSso(app, hub);
  const lanes = createDeviceLanes(systemScheduler);
  for (const route of routes) mountRoute(app, hub, route, lanes);
  app.use(serveDashboard(dashboardFolder), refuseUnknownRoute, createErrorHandler(hub));
  return app;
}
