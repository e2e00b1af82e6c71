import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { requireIdentity, saveHubFacts, setBlock } from '#shared/device/identity/identity.store.ts';
import { rewindAcknowledged } from '#shared/device/op-log/acknowledge-ops.ts';
import { readLogHead, readOutboxState } from '#shared/device/op-log/op-log.queries.ts';
import { recordFork } from '#shared/device/op-log/record-fork.ts';
import { rereadStream } from '#shared/device/replica/store-feed-page.ts';
import { saveHubTime } from '#shared/device/service-day/service-day.store.ts';
import { confirmServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { hello } from '#shared/protocol/api/sync.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import { PROTOCOL, type DeviceStatus, type HelloReply } from '#shared/protocol/sync/hello.ts';
import type { HubLink } from './hub-link.ts';

/** What the dashboard is shown of a device beside its outbox. */
export type DeviceReport = Pick<DeviceStatus, 'lastError' | 'paper'>;

export type HelloOptions = {
  streams: readonly Stream[];
  appVersion: string;
  clock: Clock;
  report?: () => DeviceReport;
};

/**
 * Tells the hub where this log ends and takes over what it answers: location, its epoch, its clock's day, and how far it
 * holds the log. Throws `device.forked` when the hub holds more than this device ever wrote.
 */
export async function sayHello(
  db: DeviceDatabase,
  link: HubLink,
  { streams, appVersion, clock, report }: HelloOptions,
): Promise<HelloReply> {
  const { incarnation, lane } = requireIdentity(db);
  const { lastSeq, lastHash, ackedSeq } = readLogHead(db, incarnation);
  const { depth, oldestAt } = readOutboxState(db, incarnation);
  const status = {
    outboxDepth: depth,
    oldestOutboxAt: oldestAt,
    ...(oldestAt === null ? {} : { outboxAgeMs: Math.max(0, clock() - oldestAt) }),
    ...(report?.() ?? { lastError: null, paper: null }),
  };
  const reply = await link.call(hello, {
    body: { protocol: PROTOCOL, incarnation, lastSeq, lastHash, appVersion, ackedSeq, lane, status },
  });
  if (reply.lastSeq > readLogHead(db, incarnation).lastSeq) {
    // The file is older than the hub's knowledge of it: numbers it would issue next are already on paper.
    recordFork(db, incarnation, lastSeq + 1);
    throw new AppError('device.forked', { atSeq: lastSeq + 1 });
  }
  writeTransaction(db, (tx) => {
    const before = requireIdentity(tx);
    // Paired anew while the hub was answering: the answer speaks of another life.
    if (before.incarnation !== incarnation) return;
    if (before.hubEpoch !== reply.hubEpoch) for (const stream of streams) rereadStream(tx, stream);
    if (before.blockedBy === 'device.revoked') {
      // Let in again, and no more: a log that was found to be forked still is.
      setBlock(tx, readLogHead(tx, incarnation).forkedAtSeq === null ? null : 'device.forked');
    }
    rewindAcknowledged(tx, incarnation, reply.lastSeq);
    saveHubFacts(tx, { hubEpoch: reply.hubEpoch, location: reply.location, matchKey: reply.matchKey });
    confirmServiceDay(tx, reply.location, reply.now);
    saveHubTime(tx, reply.now, clock());
  });
  return reply;
}
