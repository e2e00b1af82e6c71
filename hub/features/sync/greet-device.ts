import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { DeviceStatus, HelloReply, HelloRequest } from '#shared/protocol/sync/hello.ts';
import type { Transaction } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import { keepLane, noteRegression } from '#hub/features/devices/lane-counter.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { noteLostOps } from './note-lost-ops.ts';
import { readHeads } from './read-heads.ts';
import { readOpRetentionDays } from './retention.queries.ts';
import { storableInstant, storableInt } from './storable-payload.ts';

/** The reply without the protocol version, which is agreed on apart. */
type Facts = Pick<HelloReply, 'hubEpoch' | 'lastSeq' | 'location' | 'heads' | 'now' | 'opRetentionDays'>;
export type Greeting = Facts & { isKnown: boolean };

/**
 * Answers a device that has just connected: where its log and the feed stand, which hub this is; and notes that it was
 * here and how it is. `isKnown` is false for an incarnation that this hub has never heard of. A device that knows more
 * than the hub shows that the hub was restored: no lane that it or others may have had since is given out again.
 */
export async function greetDevice(
  tx: Transaction,
  device: DeviceActor,
  hello: HelloRequest,
  { hubEpoch, now }: { hubEpoch: string; now: Instant },
): Promise<Greeting> {
  await tx
    .update(devices)
    .set({ lastSeenAt: now, appVersion: hello.appVersion, ...reportOf(hello, now) })
    .where(eq(devices.id, device.deviceId));
  const [log] = await tx
    .select({ lastSeq: deviceIncarnations.lastSeq })
    .from(deviceIncarnations)
    .where(and(eq(deviceIncarnations.uid, hello.incarnation), eq(deviceIncarnations.deviceId, device.deviceId)));
  if (hello.lane !== undefined) await keepLane(tx, device.locationId, hello.lane);
  if (hello.status?.holes) await noteLostOps(tx, device, hello.status.holes, now);
  if (!log || (hello.ackedSeq ?? 0) > log.lastSeq) await noteRegression(tx, device.locationId, now);
  const [location] = await tx.select().from(locations).where(eq(locations.id, device.locationId));
  const { uid, name, timeZone, cutoverHour, language, country } = location!;
  return {
    isKnown: log !== undefined,
    hubEpoch,
    lastSeq: log?.lastSeq ?? 0,
    location: { uid, name, timeZone, cutoverHour, language, country },
    heads: await readHeads(tx, device.locationId),
    now,
    opRetentionDays: await readOpRetentionDays(tx, device.locationId),
  };
}

/** Nothing from a device that does not report: what it said before is then no longer true either. */
function reportOf({ status }: HelloRequest, now: Instant) {
  return {
    outboxDepth: status ? storableInt(status.outboxDepth) : null,
    oldestOutboxAt: status && oldestOf(status, now),
    lastError: status?.lastError ?? null,
    paperState: status?.paper ?? null,
    reportedAt: status ? sql`${new Date(now).toISOString()}::timestamptz` : null,
  };
}

/** By the hub's clock, where the device says how long it has waited. */
function oldestOf({ oldestOutboxAt, outboxAgeMs }: DeviceStatus, now: Instant): Instant | null {
  if (oldestOutboxAt === null) return null;
  return storableInstant(outboxAgeMs === undefined ? oldestOutboxAt : now - outboxAgeMs);
}

/** Throws `sync.unknown_incarnation`, after everything about the device is noted. */
export function requireKnown({ isKnown, ...facts }: Greeting, incarnation: string): Facts {
  if (!isKnown) throw new AppError('sync.unknown_incarnation', { incarnation });
  return facts;
}
