import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { readIdentity, requireIdentity, setBlock } from '#shared/device/identity/identity.store.ts';
import { purgeAcknowledged } from '#shared/device/op-log/purge-acknowledged.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { DeviceStatus } from '#shared/protocol/sync/hello.ts';
import type { HubLink } from './hub-link.ts';
import { pullStream } from './pull-stream.ts';
import { pushOutbox } from './push-outbox.ts';
import { renewLife, type BrokenLog } from './renew-life.ts';
import { sayHello, type DeviceReport } from './say-hello.ts';

/** The hub does not take this device's key (any more). What it registered meanwhile would be seen by nobody. */
const LOCKED_OUT: ReadonlySet<string> = new Set(['auth.unknown_device', 'device.revoked']);

const BROKEN_LOG: Readonly<Record<string, BrokenLog>> = {
  'device.forked': 'forked',
  'sync.unknown_incarnation': 'unknown',
  'device.log_pruned': 'gap',
};
/** A hub that calls one new log after another broken is not asked for ever more of them in one round. */
const RENEWALS_A_ROUND = 2;

export type SyncRoundOptions = {
  db: DeviceDatabase;
  link: HubLink;
  clock: Clock;
  streams: readonly Stream[];
  /** Those of them to read this time, where there is no news of the others; left out: all. */
  read?: readonly Stream[];
  appVersion: string;
  /** False when the hub has answered a moment ago and only news is wanted. */
  greet: boolean;
  report?: () => DeviceReport & Pick<DeviceStatus, 'holes'>;
  onContact: () => void;
  onReplicaChange: () => void;
};

/** Hello, push, pull. Throws the first AppError; what was done before it stays done. */
export async function syncRound(options: SyncRoundOptions): Promise<void> {
  const { db, link, streams, read = streams, onContact, onReplicaChange } = options;
  try {
    const unsent = await sendLog(options);
    // What it cannot send does not keep a kiosk from showing the clinic as it is.
    for (const stream of read) {
      if (await pullStream(db, link, stream)) onReplicaChange();
      onContact();
    }
    if (unsent) throw unsent;
    const { blockedBy } = requireIdentity(db);
    if (blockedBy !== null) throw new AppError(blockedBy);
  } catch (error) {
    if (!(error instanceof AppError) || !LOCKED_OUT.has(error.code)) throw error;
    blockAsRevoked(db);
    throw new AppError('device.revoked', {}, { cause: error });
  }
}

/** Hello and push; a log that cannot be continued goes on under a new incarnation. Gives why it could not be sent. */
async function sendLog(options: SyncRoundOptions): Promise<AppError | null> {
  const { db, link, clock, onContact } = options;
  let greet = options.greet;
  for (let renewals = 0; ; renewals += 1) {
    const broken = await tryLog(options, greet);
    if (!broken || renewals === RENEWALS_A_ROUND) return broken;
    try {
      await renewLife(db, link, BROKEN_LOG[broken.code]!, clock());
    } catch (error) {
      if (!(error instanceof AppError) || LOCKED_OUT.has(error.code)) throw error;
      return broken;
    }
    onContact();
    greet = true;
  }
}

async function tryLog(options: SyncRoundOptions, greet: boolean): Promise<AppError | null> {
  try {
    await greetAndPush(options, greet);
    return null;
  } catch (error) {
    if (error instanceof AppError && BROKEN_LOG[error.code]) return error;
    throw error;
  }
}

async function greetAndPush(options: SyncRoundOptions, greet: boolean): Promise<void> {
  const { db, link, clock, onContact } = options;
  const { retentionDays, tooOld } = greet ? await greetHub(options) : {};
  if (greet) onContact();
  const { incarnation, blockedBy } = requireIdentity(db);
  if (blockedBy === 'device.forked') throw new AppError('device.forked');
  await pushOutbox(db, link, { incarnation, clock, onAnswer: onContact });
  if (tooOld) throw tooOld;
  if (retentionDays !== undefined) purgeAcknowledged(db, retentionDays);
}

/** A hub that speaks no common version will not talk, and still takes what is handed over: then that is what is done. */
async function greetHub(options: SyncRoundOptions): Promise<{ retentionDays?: number; tooOld?: AppError }> {
  try {
    const { opRetentionDays } = await sayHello(options.db, options.link, options);
    return opRetentionDays === undefined ? {} : { retentionDays: opRetentionDays };
  } catch (error) {
    if (error instanceof AppError && error.code === 'sync.protocol_unsupported') return { tooOld: error };
    throw error;
  }
}

function blockAsRevoked(db: DeviceDatabase): void {
  writeTransaction(db, (tx) => {
    // Also one that waits for another life: it gets none from a hub that does not know it, and people must see that.
    if (readIdentity(tx)) setBlock(tx, 'device.revoked');
  });
}
