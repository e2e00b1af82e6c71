import { createServer } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from './app.ts';
import type { HubConfig } from './config.ts';
import { createHub } from './create-hub.ts';
import { startEmbeddedPostgres } from './db/embedded/embedded.ts';
import { migrateDatabase } from './db/migrate.ts';
import { prepareStorage } from './db/prepare-storage.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { recallLanes } from './features/devices/lane-memory.ts';
import { offerSetup } from './features/users/offer-setup.ts';
import { listen, stopListening } from './http/listen.ts';
import type { Hub } from './hub.ts';
import { HUB_PARTS } from './parts.ts';
import { ROUTES } from './routes.ts';
import { createStopList, type StopList } from './stop-list.ts';

export type RunningHub = {
  url: string;
  /** Where a hub that nobody has set up is set up; null for one that has accounts. A secret: for the terminal alone. */
  setupUrl: string | null;
  hub: Hub;
  stop(): Promise<void>;
};

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
  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config.dataDir, stopList));
  await migrateDatabase(databaseUrl);
  const laneFolder = join(config.dataDir, 'lanes');
  const { hub, close } = await createHub({ config, databaseUrl, secret, clock: () => Date.now(), log, laneFolder });
  stopList.add(close);
  await recallLanes(hub);
  if (config.demo) await seedDemo(hub, config.demo.password);

  const server = createServer(createApp(hub, ROUTES));
  // Stopped after the parts: the server waits for its open connections, and those of a part end only with it.
  stopList.add(async () => stopListening(server));
  for (const startPart of HUB_PARTS) {
    const part = await startPart(hub, server);
    stopList.add(async () => part.stop());
  }
  const url = await listen(server, config.host, config.port);
  stopList.add(() => {
    hub.state.stopping = true;
  });
  return { url, setupUrl: await offerSetup(hub, url), hub, stop: async () => stopList.stopAll() };
}

async function startOwnPostgres(dataDir: string, stopList: StopList): Promise<string> {
  const server = await startEmbeddedPostgres(dataDir, (message) => process.stderr.write(`${message}\n`));
  stopList.add(async () => server.stop());
  return server.url;
}
