import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { checkInAppointment } from '#kiosk/check-in-appointment.ts';
import { checkIn, type CheckInOptions, type CheckInResult, type CheckInStep } from '#kiosk/check-in.ts';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { op, visit } from '#shared/device/db/schema.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { startDevice, type Device } from '#shared/device/start-device.ts';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import { dice, seededIds, type Dice } from './dice.ts';
import { collectErrors } from './collect-errors.ts';
import { SimCrash, type CrashPoint } from './crash-points.ts';
import { cutPower } from './power-cut.ts';
import { GOOD_LINE, type Line, type LineFaults, type SimNetwork } from './sim-network.ts';
import type { VirtualTime } from './virtual-time.ts';

export type StoredOp = Pick<typeof op.$inferSelect, 'opId' | 'incarnation' | 'seq' | 'kind' | 'entityUid'>;
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
  /** Of what it issued, what an older store that was put back has not. */
  private readonly erased = new Set<string>();
  /** What a power cut took although it was on paper or on the screen. */
  readonly lostToPower = new Set<string>();
  readonly errors = new Set<string>();
  faults: LineFaults = GOOD_LINE;
  /** How far this machine's clock is off. */
  clockOff = 0;
  /** Set while it runs a build that speaks other versions of the protocol than the hub. */
  speaks: { min: number; max: number } | null = null;
  /** How often it was set up on an empty disk. */
  setUps = 1;
  private lastOps: StoredOp[] = [];
  private life = 0;
  private alive = false;
  private folder: string;
  private pairing: SimDeviceOptions['pairing'];
  private device: Device | null = null;
  private readonly chance: Dice;

  constructor(options: SimDeviceOptions) {
    this.options = options;
    this.folder = options.folder;
    this.pairing = options.pairing;
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
    const { time, network, machine, synchronous, seed, name } = this.options;
    const { pairing } = this;
    const clock = (): number => time.now + this.clockOff;
    const chance = dice(seed, `${name} life ${life}`);
    const lineOf = (): Line => {
      const faultsOf = (): LineFaults => this.faults;
      const protocolOf = (): Line['speaks'] => this.speaks;
      return {
        name: `${name} of ${seed}`,
        get faults() {
          return faultsOf();
        },
        get speaks() {
          return protocolOf();
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
      log: collectErrors(this.errors, isAlive),
    });
    if (synchronous === 'NORMAL') this.device.db.$client.pragma('synchronous = NORMAL');
    openPrintJobStore(this.device.db, clock).bootRecover();
    for (const uid of this.missing()) if (!this.erased.has(uid)) this.lostToPower.add(uid);
    this.printLater();
  }

  /** The power goes. What the store had promised to keep is what the next life finds. */
  crash(): void {
    if (!this.alive) return;
    const copy = this.copyFiles(`${this.options.folder}-${this.life + 1}`);
    this.readOps();
    this.alive = false;
    const isSafe = this.core.db.$client.pragma('synchronous', { simple: true }) === 2;
    this.core.db.$client.close();
    this.device = null;
    this.folder = copy;
    cutPower(join(copy, `${FILE}-wal`), isSafe, this.chance);
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
      rmSync(join(this.folder, name), { force: true });
      if (existsSync(join(from, name))) copyFileSync(join(from, name), join(this.folder, name));
    }
    this.startErased();
  }

  /** Set up anew on an empty disk, to be paired with this code. */
  wipe(pairing: SimDeviceOptions['pairing']): void {
    this.crash();
    this.folder = `${this.folder}-new`;
    this.pairing = pairing;
    this.setUps += 1;
    mkdirSync(this.folder, { recursive: true });
    this.startErased();
  }

  private startErased(): void {
    for (const { visitUid } of [...this.told, ...this.paper]) this.erased.add(visitUid);
    this.start();
    const missing = new Set(this.missing());
    for (const uid of this.erased) if (!missing.has(uid)) this.erased.delete(uid);
  }

  /** What it issued and has no more. */
  private missing(): string[] {
    const here = new Set(
      this.core.db
        .select({ uid: visit.uid })
        .from(visit)
        .all()
        .map(({ uid }) => uid),
    );
    return [...this.told, ...this.paper].flatMap(({ visitUid }) => (here.has(visitUid) ? [] : visitUid));
  }

  /** A patient at the kiosk. Gives the error code of a refusal, or null. */
  register(input: CheckInInput, crashAt: CrashPoint | null): string | null {
    return this.issue(crashAt, (options) => checkIn(options, input));
  }

  /** Somebody who is expected, if the kiosk knows of anyone. */
  checkInBooked(idempotencyKey: string, crashAt: CrashPoint | null): string | null {
    if (!this.alive) return 'off';
    const booked = listEntities(this.core.db, 'appointment_today').filter(({ status }) => status === 'booked');
    if (booked.length === 0) return 'nobody';
    const appointment = this.chance.pick(booked.toSorted((a, b) => (a.uid < b.uid ? -1 : 1)));
    const input = { idempotencyKey, claim: 'claim', language: 'en' } as const;
    return this.issue(crashAt, (options) => checkInAppointment(options, input, () => appointment));
  }

  private issue(crashAt: CrashPoint | null, act: (options: CheckInOptions) => CheckInResult): string | null {
    if (!this.alive) return 'off';
    const { db, ports } = this.core;
    try {
      const onStep = (step: CheckInStep): void => {
        if (step === crashAt) throw new SimCrash();
      };
      const result = act({ db, clock: ports.clock, ids: ports.ids, onStep });
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

  /** Any other op, as a program on the device would write it. Null when it may not write. */
  append(given: { kind: string; entityUid: string; payload: unknown }): string | null {
    const identity = this.alive ? readIdentity(this.core.db) : null;
    if (!identity || identity.blockedBy !== null) return null;
    const { db, ports } = this.core;
    const [opId, recordedAt] = [ports.ids(), ports.clock()];
    const { kind, entityUid } = given;
    const rest = { schemaVersion: 1, baseRev: null, recordedAt, businessDate: '2027-03-28' };
    const payload = JSON.stringify(given.payload);
    writeTransaction(db, (tx) => appendOp(tx, identity.incarnation, { opId, kind, entityUid, payload, ...rest }));
    this.core.noteOp();
    return opId;
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
    const row = this.core.db.select({ wholeToken: visit.wholeToken }).from(visit).where(eq(visit.uid, visitUid)).get();
    return { visitUid, token: row!.wholeToken, device: this.name };
  }

  /** The ops in its store; of a device that is off, those that it went off with. */
  readOps(): StoredOp[] {
    if (!this.alive) return this.lastOps;
    const { opId, incarnation, seq, kind, entityUid } = op;
    this.lastOps = this.core.db.select({ opId, incarnation, seq, kind, entityUid }).from(op).all();
    return this.lastOps;
  }

  get witnessFile(): string {
    return join(this.folder, 'kiosk.witness');
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
}
