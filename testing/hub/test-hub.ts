import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '#hub/app.ts';
import { readConfig } from '#hub/config.ts';
import { createHub } from '#hub/create-hub.ts';
import type { StaffRole } from '#hub/db/schema/staff.ts';
import { insertSession } from '#hub/features/users/sessions.store.ts';
import { signAccessToken } from '#hub/http/access-token.ts';
import { listen, stopListening } from '#hub/http/listen.ts';
import type { Route } from '#hub/http/route.ts';
import type { Hub } from '#hub/hub.ts';
import type { HubPart, StartHubPart } from '#hub/parts.ts';
import { ROUTES } from '#hub/routes.ts';
import { insertUser } from '#testing/factories/clinic.ts';
import { cloneDatabase, type ClonedDatabase } from '#testing/postgres/clone-database.ts';

export type TestHub = {
  url: string;
  hub: Hub;
  database: ClonedDatabase;
  /** Everything the hub has logged, at its most talkative. */
  logLines: string[];
  /** The hub's clock is the real one, moved by this much. */
  moveClock(byMs: number): void;
  /** Headers of a member of staff with this role, made at the location. */
  staffHeaders(locationId: number, role: StaffRole): Promise<{ authorization: string }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Another process of the same hub would be like this: own connections, same database and secret. */
  startTwin(): Promise<{ url: string; hub: Hub; stop: () => Promise<void> }>;
};

export type TestHubOptions = {
  routes?: readonly Route[];
  parts?: readonly StartHubPart[];
  /** Further settings; without them nobody is limited in how often they ask. */
  env?: Record<string, string>;
};

/** A hub on a database of its own, really listening on 127.0.0.1, for the tests of a file. Read it within tests. */
export function useHub(options: TestHubOptions = {}): TestHub {
  const test = {} as TestHub;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const database = await cloneDatabase();
    let offset = 0;
    const logLines: string[] = [];
    const start = async () => startHub(database.url, options, () => Date.now() + offset, logLines);
    const { url, hub, stop } = await start();
    stops.push(stop, async () => database.close());
    Object.assign(test, {
      url,
      hub,
      database,
      logLines,
      moveClock: (byMs: number) => (offset += byMs),
      staffHeaders: async (locationId: number, role: StaffRole) => staffHeaders(hub, locationId, role),
      post: async (path: string, body: unknown, headers: Record<string, string> = {}) =>
        fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        }),
      get: async (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers }),
      startTwin: start,
    } satisfies TestHub);
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
  });
  return test;
}

async function startHub(
  databaseUrl: string,
  { routes = ROUTES, parts = [], env = {} }: TestHubOptions,
  clock: () => number,
  logLines: string[],
): Promise<{ url: string; hub: Hub; stop: () => Promise<void> }> {
  const config = readConfig({ DATABASE_URL: databaseUrl, PORT: '0', ANTEROOM_REQUESTS_PER_MINUTE: '0', ...env });
  const log = pino({ level: 'trace' }, { write: (line) => void logLines.push(line) });
  const { hub, close } = await createHub({
    config,
    databaseUrl,
    secret: 'a secret of the tests, long enough',
    clock,
    log,
  });
  const server = createServer(createApp(hub, routes));
  const running: HubPart[] = [];
  for (const startPart of parts) running.push(await startPart(hub, server));
  const url = await listen(server, '127.0.0.1', 0);
  return {
    url,
    hub,
    async stop() {
      for (const part of running.toReversed()) await part.stop();
      await stopListening(server);
      await close();
    },
  };
}

async function staffHeaders(hub: Hub, locationId: number, role: StaffRole): Promise<{ authorization: string }> {
  const user = await insertUser(hub.db, { locationId, role: role === 'doctor' ? 'front_desk' : role });
  const sessionUid = hub.ids();
  await insertSession(hub.db, { uid: sessionUid, user, tokenHash: randomBytes(32), now: hub.clock() });
  const actor = {
    kind: 'staff' as const,
    role,
    userId: user.id,
    userUid: user.uid,
    locationId,
    sessionUid,
  };
  return { authorization: `Bearer ${await signAccessToken(actor, hub.keys.accessToken, hub.clock())}` };
}
