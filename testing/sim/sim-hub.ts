import { pino } from 'pino';
import type pg from 'pg';
import { readConfig } from '#hub/config.ts';
import { createHub } from '#hub/create-hub.ts';
import { pairRoute } from '#hub/features/devices/pair.route.ts';
import { helloRoute } from '#hub/features/sync/hello.route.ts';
import { pullRoute } from '#hub/features/sync/pull.route.ts';
import { pushRoute } from '#hub/features/sync/push.route.ts';
import { renewRoute } from '#hub/features/sync/renew.route.ts';
import { snapshotRoute } from '#hub/features/sync/snapshot.route.ts';
import { authenticate } from '#hub/http/authenticate.ts';
import type { Route } from '#hub/http/route.ts';
import { toErrorReply } from '#hub/http/to-error-reply.ts';
import type { Hub } from '#hub/hub.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { databaseUrl, runSql } from '#testing/postgres/test-databases.ts';
import type { Bug } from './bugs.ts';
import { callWithoutForkCheck } from './forget-forks.ts';
import { dice, seededIds } from './dice.ts';
import { buggyTransact } from './buggy-transact.ts';
import { slowTransact } from './slow-transact.ts';
import type { VirtualTime } from './virtual-time.ts';

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

/** The hub's own code on a real Postgres, without sockets; it can be ended at any moment and started again. */
export class SimHub {
  private running: { hub: Hub; close: () => Promise<void> } | null = null;
  /** Told to transactions under way: their process is gone. */
  private crashed = new AbortController();
  /** Calls that are in a transaction held up on purpose. */
  paused = 0;
  /** How often a transaction is held up before it commits, while others go on. */
  pauseChance = 0;
  private lives = 0;
  /** Told when a transaction is held up. */
  private readonly waiters = new Set<() => void>();

  private readonly server: string;
  private readonly database: string;
  private readonly time: VirtualTime;
  private readonly seed: number;
  private readonly bug: Bug | null;

  constructor(given: { server: string; database: string; time: VirtualTime; seed: number; bug: Bug | null }) {
    this.server = given.server;
    this.database = given.database;
    this.time = given.time;
    this.seed = given.seed;
    this.bug = given.bug;
  }

  get hub(): Hub {
    if (!this.running) throw new AppError('network.unreachable');
    return this.running.hub;
  }
  get isUp(): boolean {
    return this.running !== null;
  }

  async start(): Promise<void> {
    if (this.running) return;
    this.lives += 1;
    this.crashed = new AbortController();
    const url = databaseUrl(this.server, this.database);
    const running = await createHub({
      config: readConfig({ DATABASE_URL: url, PORT: '0' }),
      databaseUrl: url,
      secret: 'a secret of the simulation, long enough',
      clock: () => this.time.now,
      log: pino({ level: 'silent' }),
    });
    const chance = dice(this.seed, `hub ${this.lives}`);
    const { hub } = running;
    hub.ids = seededIds(() => this.time.now, chance.random);
    const world = {
      time: this.time,
      chance,
      crashed: this.crashed.signal,
      shouldPause: () => chance.chance(this.pauseChance),
      onPause: (by: 1 | -1) => {
        this.paused += by;
        if (by > 0) for (const wake of this.waiters) wake();
      },
    };
    hub.transact = this.bug === null ? slowTransact(hub.db, world) : buggyTransact(this.bug, hub.db, world);
    this.running = running;
  }

  /** As `kill -9`: what was not committed never was, and nobody hears anything more of it. */
  async crash(): Promise<void> {
    const last = this.running;
    if (!last) return;
    this.running = null;
    this.crashed.abort();
    await last.close();
  }

  async call(call: HubCall): Promise<unknown> {
    if (this.bug === 'no_fork_check') return callWithoutForkCheck(this, call, async (real) => this.answer(real));
    return this.answer(call);
  }

  private async answer({ contract, body, query, authorization, from }: HubCall): Promise<unknown> {
    const { hub } = this;
    const route = ROUTES.get(contract.id)!;
    try {
      const actor = await authenticate(hub, route.access, authorization);
      const input = { ...(contract.body?.parse(body) as object), ...(contract.query?.parse(query) as object) };
      const reply = await route.run({ hub, input, actor, request: requestFrom(from) });
      return JSON.parse(JSON.stringify(contract.reply.parse(reply)));
    } catch (error) {
      const { reply } = toErrorReply(error, 'sim');
      // What the hub did not foresee is a finding, not an answer.
      if (reply.error.code === 'internal' && !this.crashed.signal.aborted) throw error;
      throw new AppError(
        reply.error.code === 'internal' ? 'database.unavailable' : reply.error.code,
        reply.error.details,
      );
    }
  }

  /** Waits for work at the hub; what is held up in its transaction goes on while virtual time does. */
  async orHeldUp(work: Promise<unknown>): Promise<void> {
    const { promise: heldUp, resolve } = Promise.withResolvers<void>();
    this.waiters.add(resolve);
    try {
      await Promise.race([work, heldUp]);
    } finally {
      this.waiters.delete(resolve);
    }
  }

  /** The database as it is now, to go back to. */
  async backUp(name: string): Promise<void> {
    await this.crash();
    await runSql(this.server, `CREATE DATABASE ${name} TEMPLATE ${this.database}`);
    await this.start();
  }

  async restore(name: string): Promise<void> {
    await this.crash();
    await runSql(this.server, `DROP DATABASE ${this.database} WITH (FORCE)`);
    await runSql(this.server, `CREATE DATABASE ${this.database} TEMPLATE ${name}`);
    await this.start();
  }

  /** Rows for the check at the end, over a connection of its own. */
  async rows<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    const { rows } = await this.hub.pool.query<R>(text, values);
    return rows;
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
