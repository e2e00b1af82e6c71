import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { HelloReply, HelloRequest } from '#shared/protocol/sync.ts';
import type { Transaction } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { readHeads } from './read-heads.ts';

/** The reply without the protocol version, which is agreed on apart. */
export type Greeting = Pick<HelloReply, 'hubEpoch' | 'lastSeq' | 'location' | 'heads' | 'now'>;

/**
 * Answers a device that has just connected: where its log and the feed stand, which hub this is, and notes that
 * it was here. Throws `sync.unknown_incarnation`.
 */
export async function greetDevice(
  tx: Transaction,
  device: DeviceActor,
  hello: HelloRequest,
  { hubEpoch, now }: { hubEpoch: string; now: Instant },
): Promise<Greeting> {
  await tx
    .update(devices)
    .set({ lastSeenAt: now, appVersion: hello.appVersion })
    .where(eq(devices.id, device.deviceId));
  const [log] = await tx
    .select({ lastSeq: deviceIncarnations.lastSeq })
    .from(deviceIncarnations)
    .where(and(eq(deviceIncarnations.uid, hello.incarnation), eq(deviceIncarnations.deviceId, device.deviceId)));
  if (!log) throw new AppError('sync.unknown_incarnation', { incarnation: hello.incarnation });
  const [location] = await tx.select().from(locations).where(eq(locations.id, device.locationId));
  const { uid, name, timeZone, cutoverHour, language, country } = location!;
  return {
    hubEpoch,
    lastSeq: log.lastSeq,
    location: { uid, name, timeZone, cutoverHour, language, country },
    heads: await readHeads(tx, device.locationId),
    now,
  };
}
