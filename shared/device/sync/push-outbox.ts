import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { acknowledgeOps, rewindAcknowledged } from '#shared/device/op-log/acknowledge-ops.ts';
import { readLogHead, readOutbox } from '#shared/device/op-log/op-log.queries.ts';
import { recordFork } from '#shared/device/op-log/record-fork.ts';
import { readHubTime } from '#shared/device/service-day/service-day.store.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { push } from '#shared/protocol/api/sync.ts';
import type { PushReply } from '#shared/protocol/sync/push.ts';
import type { HubLink } from './hub-link.ts';

export type PushOptions = {
  incarnation: string;
  clock: Clock;
  /** After each answer: the outbox is shorter. */
  onAnswer: () => void;
};

/**
 * Sends what the hub has not acknowledged, batch by batch, until the outbox is empty. Only an answer shortens the
 * outbox; whatever goes wrong on the way, the same ops are sent again and the hub knows them by their numbers.
 */
export async function pushOutbox(db: DeviceDatabase, link: HubLink, options: PushOptions): Promise<void> {
  const { incarnation, clock, onAnswer } = options;
  let rewinds = 0;
  for (;;) {
    const { ackedSeq } = readLogHead(db, incarnation);
    const ops = readOutbox(db, incarnation, ackedSeq);
    const [first] = ops;
    if (!first) {
      if (readLogHead(db, incarnation).lastSeq > ackedSeq) throw missingOp(db, incarnation, ackedSeq + 1);
      return;
    }
    if (first.seq !== ackedSeq + 1) throw missingOp(db, incarnation, ackedSeq + 1);
    const reply = await link.call(push, { body: { incarnation, ops } });
    if (reply.status === 'ok') {
      takeAnswer(db, incarnation, reply, clock);
      if (reply.lastSeq < first.seq) throw new AppError('sync.no_progress', { sent: first.seq, hub: reply.lastSeq });
      onAnswer();
    } else if (reply.status === 'gap') {
      rewinds += 1;
      closeGap(db, incarnation, reply.expectedSeq, rewinds);
    } else {
      recordFork(db, incarnation, reply.atSeq);
      throw new AppError('device.forked', { atSeq: reply.atSeq });
    }
  }
}

/** What a hub has lost and this device no longer has cannot be filled in: the rest goes under a new incarnation. */
function missingOp(db: DeviceDatabase, incarnation: string, seq: number): AppError {
  const isPruned = seq <= readLogHead(db, incarnation).prunedSeq;
  return new AppError(isPruned ? 'device.log_pruned' : 'device.log_damaged', { incarnation, seq });
}

type OkReply = Extract<PushReply, { status: 'ok' }>;

function takeAnswer(db: DeviceDatabase, incarnation: string, reply: OkReply, clock: Clock): void {
  const { lastSeq } = readLogHead(db, incarnation);
  if (reply.lastSeq > lastSeq) {
    recordFork(db, incarnation, lastSeq + 1);
    throw new AppError('device.forked', { atSeq: lastSeq + 1 });
  }
  // Stamped with the hub's time: how long an acknowledged op is kept does not hang on this machine's clock.
  writeTransaction(db, (tx) => acknowledgeOps(tx, incarnation, { ...reply, now: readHubTime(tx) ?? clock() }));
}

function closeGap(db: DeviceDatabase, incarnation: string, expectedSeq: number, rewinds: number): void {
  const { lastSeq, ackedSeq } = readLogHead(db, incarnation);
  if (expectedSeq > lastSeq + 1) {
    recordFork(db, incarnation, lastSeq + 1);
    throw new AppError('device.forked', { atSeq: lastSeq + 1 });
  }
  // A gap right where we stand, or one after another, is a hub that contradicts itself: ask again later.
  if (expectedSeq > ackedSeq || rewinds > 3) throw new AppError('sync.no_progress', { expectedSeq, ackedSeq });
  writeTransaction(db, (tx) => rewindAcknowledged(tx, incarnation, expectedSeq - 1));
}
