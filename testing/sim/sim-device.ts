import { copyFileSync, existsSync, mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { checkIn, type CheckInStep } from '#kiosk/check-in.ts';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { op, visit } from '#shared/device/db/schema.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { startDevice, type Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import { dice, seededIds, type Dice } from './dice.ts';
import { GOOD_LINE, type Line, type LineFaults, type SimNetwork } from './sim-network.ts';
import type { VirtualTime } from './virtual-time.ts';

export type CrashPoint = CheckInStep | 'before_print' | 'while_printing' | 'after_print';
export const CRASH_POINTS: readonly CrashPoint[] = [
  'begun',
  'token_issued',
  'patient_written',
  'visit_written',
  'op_appended',
  'print_job_queued',
  'key_written',
  'committed',
  'before_print',
  'while_printing',
  'after_print',
];

class SimCrash extends Error {
  override readonly name = 'SimCrash';
}

export type Issued = { visitUid: string; token: string; device: string };
export type SimDeviceOptions = {
  name: string;
  folder: string;
  machine: string | null;
  seed: number;
  time: VirtualTime;
  network: SimNetwork;
  pairing: { hubUrl: string; code: string } | null;
  synchronous: 'FULL' | 'NORMAL';
  onAnswer: Line['onAnswer'];
  rewrite: (device: SimDevice, ...answer: Parameters<Line['rewrite']>) => unknown;
};

const FILE = 'kiosk.sqlite';

/** A kiosk's own code over a real file, which dies and comes back; its printer's paper outlives it. */
export class SimDevice {
  readonly options: SimDeviceOptions;
  readonly paper: Issued[] = [];
  /** What patients were told on the screen. */
  readonly told: Issued[] = [];
  /** Every visit that ever was in a store of this device. */
  readonly visits = new Set<string>();
  readonly errors = new Set<string>();
  faults: LineFaults = GOOD_LINE;
  /** How far this machine's clock is off. */
  clockOff = 0;
  private life = 0;
  private alive = false;
  private folder: string;
  private device: Device | null = null;
  private readonly chance: Dice;

  constructor(options: SimDeviceOptions) {
    this.options = options;
    this.folder = options.folder;
    this.chance = dice(options.seed, options.name);
  }

  get name(): string {
    return this.options.name;
  }
  get isUp(): boolean {
    return this.alive;
  }
  get core(): Device {
    if (!this.device) throw new Error(`${this.name} is not running`);
    return this.device;
  }

  start(): void {
    this.life += 1;
    const life = this.life;
    this.alive = true;
    const isAlive = (): boolean => this.alive && this.life === life;
    const { time, network, machine, pairing, synchronous, seed, name } = this.options;
    const clock = (): number => time.now + this.clockOff;
    const chance = dice(seed, `${name} life ${life}`);
    const lineOf = (): Line => {
      const faultsOf = (): LineFaults => this.faults;
      return {
        name: `${name} of ${seed}`,
        get faults() {
          return faultsOf();
        },
        isAlive,
        onAnswer: this.options.onAnswer,
        rewrite: (...answer) => this.options.rewrite(this, ...answer),
      };
    };
    this.device = startDevice({
      kind: 'kiosk',
      streams: ['clinic', 'queue'],
      dataDir: this.folder,
      appVersion: '1.0.0',
      pollMs: 20_000,
      pairing,
      machine,
      ports: {
        clock,
        random: chance.random,
        ids: seededIds(clock, chance.random),
        scheduler: {
          after: (delay, task) =>
            time.after(delay, () => {
              if (isAlive()) task();
            }),
        },
      },
      connect: (address) => network.connect(lineOf(), address),
      log: this.log(isAlive),
    });
    if (synchronous === 'NORMAL') this.device.db.$client.pragma('synchronous = NORMAL');
    openPrintJobStore(this.device.db, clock).bootRecover();
    this.printLater();
  }

  /** The power goes. What the store had promised to keep is what the next life finds. */
  crash(): void {
    if (!this.alive) return;
    const copy = this.copyFiles(`${this.options.folder}-${this.life + 1}`);
    this.alive = false;
    this.rememberVisits();
    const isSafe = this.core.db.$client.pragma('synchronous', { simple: true }) === 2;
    this.core.db.$client.close();
    this.device = null;
    this.folder = copy;
    if (!isSafe) this.loseUnflushed(copy);
  }

  restart(): void {
    if (!this.alive) this.start();
  }

  /** The store's files as they are on disk at this moment. */
  copyFiles(to: string): string {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(this.folder)) copyFileSync(join(this.folder, name), join(to, name));
    return to;
  }

  /** The database is put back as it was in `from`; what else lies in the folder stays. */
  putBack(from: string): void {
    this.crash();
    for (const name of [FILE, `${FILE}-wal`]) {
      if (existsSync(join(from, name))) copyFileSync(join(from, name), join(this.folder, name));
      else if (existsSync(join(this.folder, name))) truncateSync(join(this.folder, name), 0);
    }
    this.start();
  }

  /** A patient at the kiosk. Gives the error code of a refusal, or null. */
  register(input: CheckInInput, crashAt: CrashPoint | null): string | null {
    if (!this.alive) return 'off';
    const { db, ports } = this.core;
    try {
      const onStep = (step: CheckInStep): void => {
        if (step === crashAt) throw new SimCrash();
      };
      const result = checkIn({ db, clock: ports.clock, ids: ports.ids, onStep }, input);
      this.told.push(this.issuedOf(result.visitUid));
      this.core.noteOp();
      this.printLater(crashAt);
      return null;
    } catch (error) {
      if (error instanceof SimCrash) {
        this.crash();
        return 'crashed';
      }
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  private printLater(crashAt: CrashPoint | null = null): void {
    const { life } = this;
    this.options.time.after(this.chance.between(50, 1500), () => {
      if (this.alive && this.life === life) this.print(crashAt);
    });
  }

  /** What the spool does, on paper that never jams: noted, printed, noted; any of it may be the last thing. */
  private print(crashAt: CrashPoint | null): void {
    const { db, ports } = this.core;
    const store = openPrintJobStore(db, ports.clock);
    for (let job = store.nextQueued(Number.MAX_SAFE_INTEGER, new Set()); job;) {
      if (crashAt === 'before_print') return this.crash();
      store.setState(job.uid, { state: 'sending' });
      this.paper.push(this.issuedOf(job.visitUid));
      if (crashAt === 'while_printing') return this.crash();
      store.setState(job.uid, { state: 'printed' });
      if (crashAt === 'after_print') return this.crash();
      job = store.nextQueued(Number.MAX_SAFE_INTEGER, new Set());
    }
  }

  private issuedOf(visitUid: string): Issued {
    const row = this.core.db
      .select()
      .from(visit)
      .all()
      .find(({ uid }) => uid === visitUid);
    return { visitUid, token: row!.wholeToken, device: this.name };
  }

  rememberVisits(): void {
    for (const { uid } of this.core.db.select({ uid: visit.uid }).from(visit).all()) this.visits.add(uid);
  }

  get outboxDepth(): number {
    return this.core.state.get().sync.outboxDepth;
  }
  get isBlocked(): boolean {
    return readIdentity(this.core.db)?.blockedBy !== null;
  }
  get opCount(): number {
    return this.core.db.select({ seq: op.seq }).from(op).all().length;
  }

  /** Without a flush at each commit, a power cut takes the end of the log with it. */
  private loseUnflushed(folder: string): void {
    const wal = join(folder, `${FILE}-wal`);
    if (existsSync(wal) && this.chance.chance(0.5)) truncateSync(wal, 0);
  }

  private log(isAlive: () => boolean): DeviceLog {
    const note = (details: object): void => {
      if (!isAlive()) return;
      if ('code' in details) this.errors.add(String(details.code));
      else if ('error' in details) this.errors.add(String(details.error));
    };
    return { debug: () => undefined, info: () => undefined, warn: note, error: note };
  }
}
