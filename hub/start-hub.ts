import { createServer } from 'node:http';
import { pino, type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from './app.ts';
import type { HubConfig } from './config.ts';
import { openDatabase } from './db/client.ts';
import { startEmbeddedPostgres } from './db/embedded/embedded.ts';
import { createFeedSignal } from './db/feed-signal.ts';
import { migrateDatabase } from './db/migrate.ts';
import { prepareStorage } from './db/prepare-storage.ts';
import { readHubEpoch } from './db/settings.queries.ts';
import { createTransact } from './db/transact.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { listen, stopListening } from './http/listen.ts';
import { createRateLimits } from './http/rate-limits.ts';
import type { Hub } from './hub.ts';
import { deriveKeys } from './keys.ts';
import { HUB_PARTS } from './parts.ts';
import { ROUTES } from './routes.ts';
import { createStopList, type StopList } from './stop-list.ts';

export type RunningHub = { url: string; hub: Hub; stop(): Promise<void> };

/** Starts everything in order. When a step fails, what was started is stopped again and the error thrown on. */
export async function startHub(config: HubConfig): Promise<RunningHub> {
  const stopList = createStopList();
  try {
    return await runSteps(config, stopList);
  } catch (error) {
    await stopList.stopAll();
    throw error;
  }
}

async function runSteps(config: HubConfig, stopList: StopList): Promise<RunningHub> {
  const log = pino({ level: config.logLevel, base: { pid: process.pid } });
  const { secret } = await prepareStorage(config);
  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config.dataDir, log, stopList));
  await migrateDatabase(databaseUrl);

  const hub = await createHub(config, log, databaseUrl, secret, stopList);
  if (config.demo) await seedDemo(hub, config.demo.password);

  const server = createServer(createApp(hub, ROUTES));
  for (const startPart of HUB_PARTS) {
    const part = await startPart(hub, server);
    stopList.add(() => part.stop());
  }
  const url = await listen(server, config.host, config.port);
  stopList.add(() => stopListening(server));
  stopList.add(() => {
    hub.state.stopping = true;
  });
  return { url, hub, stop: () => stopList.stopAll() };
}

async function startOwnPostgres(dataDir: string, log: Logger, stopList: StopList): Promise<string> {
  const server = await startEmbeddedPostgres(dataDir, (message) => log.error(message));
  stopList.add(() => server.stop());
  return server.url;
}

async function createHub(
  config: HubConfig,
  log: Logger,
  databaseUrl: string,
  secret: string,
  stopList: StopList,
): Promise<Hub> {
  const opened = openDatabase(databaseUrl, (error) => {
    log.warn({ code: (error as { code?: string }).code }, 'a database connection broke');
  });
  const { pool, db } = opened;
  stopList.add(async () => opened.close());
  const feedMoved = createFeedSignal();
  const keys = deriveKeys(secret);
  return {
    config,
    log,
    clock: () => Date.now(),
    ids: () => uuidv7(),
    keys,
    pool,
    db,
    transact: createTransact(db, (heads) => feedMoved.announce(heads)),
    feedMoved,
    limits: createRateLimits(pool, keys.rateLimit),
    epoch: await readHubEpoch(db),
    state: { stopping: false },
  };
}
