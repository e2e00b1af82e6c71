import { sql } from 'drizzle-orm';
import type { Express } from 'express';
import type { Hub } from '#hub/hub.ts';

/**
 * For balancers and supervisors, not under `/api`. `/healthz`: the process is up. `/readyz`: it can serve; 503 while it
 * stops or its database does not answer. (The hub listens only once migrations are done.)
 */
export function mountHealth(app: Express, hub: Hub): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'up' });
  });
  app.get('/readyz', async (_request, response) => {
    const status = await readiness(hub);
    response
      .status(status === 'ready' ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status });
  });
}

async function readiness(hub: Hub): Promise<'ready' | 'stopping' | 'no_database'> {
  if (hub.state.stopping) return 'stopping';
  try {
    await hub.db.execute(sql`SELECT 1`);
    return 'ready';
  } catch {
    return 'no_database';
  }
}
