import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Hub } from '#hub/hub.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { push } from '#shared/protocol/api/sync.ts';
import type { PushReply } from '#shared/protocol/sync/push.ts';
import { runSql } from '#testing/postgres/test-databases.ts';
import type { Bug } from './bugs.ts';
import { dice, type Dice } from './dice.ts';
import { Flights } from './flights.ts';
import { callWithoutForkCheck } from './forget-forks.ts';
import { startHubProcess, type HubCall, type HubProcess } from './hub-process.ts';
import type { VirtualTime } from './virtual-time.ts';

export type SimHubOptions = {
  server: string;
  database: string;
  /** Of the hubs' data folders, which outlive a restore of the database. */
  folder: string;
  time: VirtualTime;
  seed: number;
  bug: Bug | null;
  /** How many processes serve the one database. */
  processes: number;
};

/** One or more hub processes on one real Postgres, without sockets; each can be ended at any moment and started again. */
export class SimHub {
  readonly options: SimHubOptions;
  readonly flights = new Flights(async () => this.countLockWaiters());
  /** How often a transaction is held up before it commits, while others go on. */
  pauseChance = 0;
  /** When each op was first acknowledged, in virtual time, since the database was last put back. */
  readonly acknowledged = new Map<string, Instant>();
  private running: HubProcess[] = [];
  private starting = 0;
  private lives = 0;
  private readonly chance: Dice;

  constructor(options: SimHubOptions) {
    this.options = options;
    this.chance = dice(options.seed, 'which hub');
  }

  get hub(): Hub {
    const [first] = this.running;
    if (!first) throw new AppError('network.unreachable');
    return first.hub;
  }
  get isUp(): boolean {
    return this.running.length > 0;
  }

  /**
   * A process that starts waits for a row that a held-up transaction of another one has locked: it is then up later, when
   * time has gone on.
   */
  async start(): Promise<void> {
    while (this.running.length + this.starting < this.options.processes) {
      this.lives += 1;
      const laneFolder = join(this.options.folder, `hub-${this.running.length + this.starting}`);
      mkdirSync(laneFolder, { recursive: true });
      const { server, database, time, seed, bug } = this.options;
      const life = {
        server,
        database,
        time,
        bug,
        laneFolder,
        flights: this.flights,
        chance: dice(seed, `hub ${this.lives}`),
        pauseChance: () => this.pauseChance,
      };
      this.starting += 1;
      await this.flights.run(async () => {
        try {
          this.running.push(await startHubProcess(life));
        } finally {
          this.starting -= 1;
        }
      });
    }
  }

  /** As `kill -9` of all: what was not committed never was, and nobody hears anything more of it. */
  async crash(): Promise<void> {
    do {
      const last = this.running;
      this.running = [];
      await Promise.all(last.map(async (process) => process.end()));
      await this.flights.quiet();
      // One that was starting may have come up only now.
    } while (this.running.length > 0);
  }

  /** One of them ends; the others go on. */
  async crashOne(): Promise<void> {
    const [last] = this.running.splice(this.chance.between(0, this.running.length), 1);
    await last?.end();
    await this.flights.quiet();
  }

  async call(call: HubCall): Promise<unknown> {
    if (!this.isUp) throw new AppError('network.unreachable');
    const process = this.chance.pick(this.running);
    if (this.options.bug === 'no_fork_check') return callWithoutForkCheck(this, call, process.answer);
    const reply = await process.answer(call);
    if (call.contract.id === push.id) this.noteAcknowledged(reply as PushReply);
    return reply;
  }

  /** The database as it is now, to go back to. */
  async backUp(name: string): Promise<void> {
    await this.crash();
    await runSql(this.options.server, `CREATE DATABASE ${name} TEMPLATE ${this.options.database}`);
    await this.start();
  }

  async restore(name: string): Promise<void> {
    const { server, database } = this.options;
    await this.crash();
    this.acknowledged.clear();
    await runSql(server, `DROP DATABASE ${database} WITH (FORCE)`);
    await runSql(server, `CREATE DATABASE ${database} TEMPLATE ${name}`);
    await this.start();
  }

  private noteAcknowledged(reply: PushReply): void {
    if (reply.status !== 'ok') return;
    for (const { opId } of reply.results) {
      if (!this.acknowledged.has(opId)) this.acknowledged.set(opId, this.options.time.now);
    }
  }

  /** Rows for the checks, over a connection of its own. */
  async rows<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    const { rows } = await this.hub.pool.query<R>(text, values);
    return rows;
  }

  private async countLockWaiters(): Promise<number> {
    if (!this.isUp) return 0;
    const [row] = await this.rows<{ n: string }>(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return Number(row?.n ?? 0);
  }
}
