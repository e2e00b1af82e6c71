import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { pinHashSchema } from '#shared/protocol/kiosk-settings.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { locations, settings } from '#hub/db/schema/clinic.ts';
import { readSetting } from './settings.store.ts';

/** Kept beside the settings and never shown with them. */
const KIOSK_PIN_KEY = 'kiosk_pin';
const kioskPinSchema = z.object({ hash: pinHashSchema.nullable() });

/** Tells a location's kiosks how they are to behave. */
export async function putKioskSettings(tx: Queryable, feed: FeedBuffer, locationId: number): Promise<void> {
  const [location] = await tx.select({ uid: locations.uid }).from(locations).where(eq(locations.id, locationId));
  const rows = await tx
    .select()
    .from(settings)
    .where(and(eq(settings.locationId, locationId), inArray(settings.key, [KIOSK_PIN_KEY, 'kiosk', 'languages'])));
  const kiosk = await readSetting(tx, locationId, 'kiosk');
  const { offered } = await readSetting(tx, locationId, 'languages');
  const pin = kioskPinSchema.safeParse(rows.find((row) => row.key === KIOSK_PIN_KEY)?.value);
  // Made of three, each with a rev that only rises: so does their sum.
  const rev = rows.reduce((sum, row) => sum + row.rev, 0);
  feed.put(locationId, 'kiosk_settings', rev, {
    ...kiosk,
    uid: location!.uid,
    languages: kiosk.languages.length > 0 ? kiosk.languages : offered,
    pinHash: pin.success ? pin.data.hash : null,
  });
}

/** The last PIN stands, whoever set it: nobody can have read the one before. */
export async function saveKioskPin(
  tx: Queryable,
  { locationId, userId }: { locationId: number; userId: number },
  hash: string | null,
): Promise<void> {
  await tx
    .insert(settings)
    .values({ locationId, key: KIOSK_PIN_KEY, value: { hash }, updatedById: userId })
    .onConflictDoUpdate({
      target: [settings.locationId, settings.key],
      set: { value: { hash }, rev: sql`${settings.rev} + 1`, updatedById: userId, updatedAt: sql`now()` },
    });
}

export async function isKioskPinSet(db: Queryable, locationId: number): Promise<boolean> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.locationId, locationId), eq(settings.key, KIOSK_PIN_KEY)));
  return (kioskPinSchema.safeParse(row?.value).data?.hash ?? null) !== null;
}
