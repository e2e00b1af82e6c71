import { eq } from 'drizzle-orm';
import { kept, type DeviceReader, type DeviceTransaction } from '#shared/device/db/device-database.ts';
import { deviceIdentity } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Location } from '#shared/protocol/entities.ts';

const THE_ROW = 1;

/** Who this device is to its hub. Absent until it is paired. */
export type DeviceIdentity = Omit<typeof deviceIdentity.$inferSelect, 'id' | 'matchKey'> & {
  /** Null until a hub that gives one has been met. */
  matchKey?: string | null;
};

/** Why a paired device must not issue tokens. */
export type BlockReason = NonNullable<DeviceIdentity['blockedBy']>;

export function readIdentity(reader: DeviceReader): DeviceIdentity | null {
  const row = reader.select().from(deviceIdentity).where(eq(deviceIdentity.id, THE_ROW)).get();
  if (!row) return null;
  const { id: _id, ...identity } = row;
  return identity;
}

/** Throws `device.not_paired`. */
export function requireIdentity(reader: DeviceReader): DeviceIdentity {
  const identity = readIdentity(reader);
  if (!identity) throw new AppError('device.not_paired');
  return identity;
}

/** The life that a paired device is in, without opening what is sealed of its identity. Throws `device.not_paired`. */
export function requireIncarnation(reader: DeviceReader): string {
  const row = kept(reader, 'SELECT incarnation FROM device_identity WHERE id = ?').get(THE_ROW);
  if (!row) throw new AppError('device.not_paired');
  return (row as { incarnation: string }).incarnation;
}

/** Writes the identity of a new pairing over any former one. */
export function saveIdentity(tx: DeviceTransaction, identity: DeviceIdentity): void {
  tx.insert(deviceIdentity)
    .values({ id: THE_ROW, ...identity })
    .onConflictDoUpdate({ target: deviceIdentity.id, set: identity })
    .run();
}

export function setBlock(tx: DeviceTransaction, blockedBy: BlockReason | null): void {
  tx.update(deviceIdentity).set({ blockedBy }).where(eq(deviceIdentity.id, THE_ROW)).run();
}

export function saveHubFacts(
  tx: DeviceTransaction,
  facts: { hubEpoch: string; location: Location; matchKey?: string | undefined },
): void {
  tx.update(deviceIdentity).set(facts).where(eq(deviceIdentity.id, THE_ROW)).run();
}

export function saveHubUrl(tx: DeviceTransaction, hubUrl: string): void {
  tx.update(deviceIdentity).set({ hubUrl }).where(eq(deviceIdentity.id, THE_ROW)).run();
}
