import { pino } from 'pino';
import { readConfig } from '#hub/config.ts';
import { createHub } from '#hub/create-hub.ts';
import { recallLanes } from '#hub/features/devices/lane-memory.ts';
import { pairRoute } from '#hub/features/devices/pair.route.ts';
import { helloRoute } from '#hub/features/sync/hello.route.ts';
import { pullRoute } from '#hub/features/sync/pull.route.ts';
import { pushRoute } from '#hub/features/sync/push.route.ts';
import { renewRoute } from '#hub/features/sync/renew.route.ts';
import { snapshotRoute } from '#hub/features/sync/snapshot.route.ts';
import { takeUpEarly } from '#hub/features/sync/take-up-early.ts';
import { authenticate } from '#hub/http/authenticate.ts';
import type { Route } from '#hub/http/route.ts';
import { toErrorReply } from '#hub/http/to-error-reply.ts';
import type { Hub } from '#hub/hub.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { databaseUrl } from '#testing/postgres/test-databases.ts';
import type { Bug } from './bugs.ts';
import { buggyTransact } from './buggy-transact.ts';
import { seededIds, type Dice } from './dice.ts';
import type { Flights } from './flights.ts';
import { slowTransact } from './slow-transact.ts';
import type { VirtualTime } from './virtual-time.ts';

/** At every hub process at the same moment, so that they meet. */
const UPKEEP_EVERY_MS = 20_000;

const ROUTES = new Map<string, Route>(
  [pairRoute, helloRoute, pushRoute, pullRoute, snapshotRoute, renewRoute].map((route) => [route.contract.id, route]),
);

export type HubCall = {
  contract: ApiContract;
  body: unknown;
  query: unknown;
  authorization: string | undefined;
  from: string;
};

export type HubProcess = {
  hub: Hub;
  /** Throws AppError, as a client of the hub would; anything else is what the hub did not foresee. */
  answer: (call: HubCall) => Promise<unknown>;
  end(): Promise<void>;
};

export type HubLife = {
  server: string;
  database: string;
  time: VirtualTime;
  bug: Bug | null;
  laneFolder: string;
  flights: Flights;
  chance: Dice;
  pauseChance: () => number;
};

/** The hub's own code with a pool, a memory and an end of its own. */
export async function startHubProcess(life: HubLife): Promise<HubProcess> {
  const { server, database, time, bug, laneFolder, flights, chance } = life;
  const ended = new AbortController();
  const url = databaseUrl(server, database);
  const { hub, close } = await createHub({
    config: readConfig({ DATABASE_URL: url, PORT: '0' }),
    databaseUrl: url,
    secret: 'a secret of the simulation, long enough',
    clock: () => time.now,
    log: pino({ level: 'silent' }),
    laneFolder,
  });
  await recallLanes(hub);
  hub.ids = seededIds(() => time.now, chance.random);
  const world = { time, chance, crashed: ended.signal, flights, shouldPause: () => chance.chance(life.pauseChance()) };
  hub.transact = bug === null ? slowTransact(hub.db, world) : buggyTransact(bug, hub.db, world);
  keepUp(hub, ended.signal, life);
  return {
    hub,
    answer: async (call) => answer(hub, ended.signal, call),
    end: async () => {
      ended.abort();
      await close();
    },
  };
}

/** As the hub's own job does: what did not succeed is tried again. */
function keepUp(hub: Hub, ended: AbortSignal, life: HubLife): void {
  const { time, flights } = life;
  time.after(UPKEEP_EVERY_MS - (time.now % UPKEEP_EVERY_MS), async () => {
    if (ended.aborted) return;
    keepUp(hub, ended, life);
    await flights.run(async () => {
      await takeUpEarly(hub.db, hub.transact, hub.clock).catch(() => undefined);
    });
  });
}

async function answer(hub: Hub, ended: AbortSignal, call: HubCall): Promise<unknown> {
  const { contract, body, query, authorization, from } = call;
  const route = ROUTES.get(contract.id)!;
  try {
    const actor = await authenticate(hub, route.access, authorization);
    const input = { ...(contract.body?.parse(body) as object), ...(contract.query?.parse(query) as object) };
    const reply = await route.run({ hub, input, actor, request: requestFrom(from) });
    return JSON.parse(JSON.stringify(contract.reply.parse(reply)));
  } catch (error) {
    const { reply } = toErrorReply(error, 'sim');
    const { code, details } = reply.error;
    // What the hub did not foresee is a finding, not an answer.
    if (code === 'internal' && !ended.aborted) throw error;
    throw new AppError(code === 'internal' ? 'database.unavailable' : code, details);
  }
}

function requestFrom(address: string) {
  return {
    id: 'sim',
    address,
    secure: false,
    header: () => undefined,
    cookie: () => undefined,
    setCookie: () => undefined,
  };
}
