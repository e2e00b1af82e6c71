import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { readIdentity, requireIdentity, setBlock } from '#shared/device/identity/identity.store.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { HubLink } from './hub-link.ts';
import { pullStream } from './pull-stream.ts';
import { pushOutbox } from './push-outbox.ts';
import { sayHello } from './say-hello.ts';

/** The hub does not take this device's key (any more). What it registered meanwhile would be seen by nobody. */
const LOCKED_OUT: ReadonlySet<string> = new Set(['auth.unknown_device', 'device.revoked']);

export type SyncRoundOptions = {
  db: DeviceDatabase;
  link: HubLink;
  clock: Clock;
  streams: readonly Stream[];
  appVersion: string;
  /** False when the hub has answered a moment ago and only news is wanted. */
  greet: boolean;
  onContact: () => void;
  onReplicaChange: () => void;
};

/** Hello, push, pull. Throws the first AppError; what was done before it stays done. */
export async function syncRound(options: SyncRoundOptions): Promise<void> {
  const { db, link, clock, streams, greet, onContact, onReplicaChange } = options;
  try {
    if (greet) {
      await sayHello(db, link, options);
      onContact();
    }
    const { incarnation, blockedBy } = requireIdentity(db);
    // A forked log is not pushed again until the device has a new incarnation; what it can read it still reads.
    if (blockedBy !== 'device.forked') await pushOutbox(db, link, { incarnation, clock, onAnswer: onContact });
    for (const stream of streams) {
      if (await pullStream(db, link, stream)) onReplicaChange();
      onContact();
    }
    if (blockedBy !== null) throw new AppError(blockedBy);
  } catch (error) {
    if (!(error instanceof AppError) || !LOCKED_OUT.has(error.code)) throw error;
    blockAsRevoked(db);
    throw new AppError('device.revoked', {}, { cause: error });
  }
}

function blockAsRevoked(db: DeviceDatabase): void {
  writeTransaction(db, (tx) => {
    if (readIdentity(tx)?.blockedBy === null) setBlock(tx, 'device.revoked');
  });
}
