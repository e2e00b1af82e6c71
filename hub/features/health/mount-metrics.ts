import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';

/** Seconds. From what nobody notices to what everybody does. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts every request from here on, and shows the counts at `/metrics` in Prometheus' format. */
export function mountMetrics(app: Express, hub: Hub): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'anteroom_http_request_duration_seconds',
    help: 'Time from the request to the end of its reply, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  registerPool(hub, registry);

  app.use(measure(requests));
  app.get('/metrics', (request, response, next) => {
    if (!mayRead(hub, request)) throw new AppError('auth.forbidden');
    response.set('cache-control', 'no-store').type(registry.contentType);
    registry.metrics().then((text) => response.send(text), next);
  });
}

/** Labels come from the list of operations alone: an address that someone made up is none, and fills no memory. */
function measure(requests: Histogram<'operation' | 'status'>): RequestHandler {
  return (_request, response, next) => {
    const end = requests.startTimer();
    response.once('close', () => {
      const operation = String(response.locals['operation'] ?? 'none');
      end({ operation, status: String(response.statusCode) });
    });
    next();
  };
}

function registerPool({ pool }: Hub, registry: Registry): void {
  const gauges = { total: () => pool.totalCount, idle: () => pool.idleCount, waiting: () => pool.waitingCount };
  for (const [state, read] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({
      name: `anteroom_database_connections_${state}`,
      help: `Database connections: ${state}`,
      registers: [registry],
      collect: () => gauge.set(read()),
    });
  }
}

/** From this machine itself, but not through a proxy on it; from elsewhere only with the token. */
function mayRead({ config }: Hub, request: Request): boolean {
  const [, token = ''] = /^Bearer +(\S+)$/iu.exec(request.get('authorization') ?? '') ?? [];
  if (config.metricsToken !== null && isEqual(token, config.metricsToken)) return true;
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some(
    (name) => request.get(name) !== undefined,
  );
  const address = request.socket.remoteAddress ?? '';
  return !isForwarded && /^(?:::ffff:)?127\.|^::1$/u.test(address);
}

function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
