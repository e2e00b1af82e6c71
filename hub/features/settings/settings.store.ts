import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import {
  LOCATION_SETTING_KEYS,
  LOCATION_SETTINGS,
  type LocationSettingKey,
  type LocationSettingValue,
} from '#shared/protocol/settings.ts';
import type { Setting } from '#shared/protocol/api/settings.ts';
import type { Queryable } from '#hub/db/client.ts';
import { settings } from '#hub/db/schema/clinic.ts';

type Row = typeof settings.$inferSelect;

/** What this location chose, or the default. A field that came later than the choice has its default. */
export async function readSetting<K extends LocationSettingKey>(
  db: Queryable,
  locationId: number,
  key: K,
): Promise<LocationSettingValue<K>> {
  const [row] = await db
    .select()
    .from(settings)
    .where(and(eq(settings.locationId, locationId), eq(settings.key, key)));
  return valueOf(key, row) as LocationSettingValue<K>;
}

type Chosen<K extends LocationSettingKey> = { [Key in K]: LocationSettingValue<Key> };

/** Several of them, in one query. */
export async function readSettingsOf<const K extends LocationSettingKey>(
  db: Queryable,
  locationId: number,
  keys: readonly K[],
): Promise<Chosen<K>> {
  const rows = await db
    .select()
    .from(settings)
    .where(and(eq(settings.locationId, locationId), inArray(settings.key, [...keys])));
  const entries = keys.map((key) => [
    key,
    valueOf(
      key,
      rows.find((row) => row.key === key),
    ),
  ]);
  return Object.fromEntries(entries) as Chosen<K>;
}

export async function readSettings(db: Queryable, locationId: number): Promise<Setting[]> {
  const rows = await db
    .select()
    .from(settings)
    .where(and(eq(settings.locationId, locationId), inArray(settings.key, LOCATION_SETTING_KEYS)));
  return LOCATION_SETTING_KEYS.map((key) =>
    toSetting(
      key,
      rows.find((row) => row.key === key),
    ),
  );
}

/**
 * Chooses a setting anew, as it was at `rev` (0: never chosen). Throws `setting.changed_meanwhile` with the present rev when
 * somebody else was faster.
 */
export async function saveSetting(
  tx: Queryable,
  { locationId, userId }: { locationId: number; userId: number },
  { key, rev, value }: { key: string; rev: number; value: unknown },
): Promise<Row> {
  const where = and(eq(settings.locationId, locationId), eq(settings.key, key));
  const [saved] =
    rev === 0
      ? await tx
          .insert(settings)
          .values({ locationId, key, value, updatedById: userId })
          .onConflictDoNothing({ target: [settings.locationId, settings.key] })
          .returning()
      : await tx
          .update(settings)
          .set({ value, rev: rev + 1, updatedById: userId, updatedAt: sql`now()` })
          .where(and(where, eq(settings.rev, rev)))
          .returning();
  if (saved) return saved;
  const [present] = await tx.select({ rev: settings.rev }).from(settings).where(where);
  throw new AppError('setting.changed_meanwhile', { key, rev: present?.rev ?? 0 });
}

export function toSetting(key: LocationSettingKey, row: Row | undefined): Setting {
  return {
    key,
    rev: row?.rev ?? 0,
    value: valueOf(key, row),
    updated_at: row ? new Date(row.updatedAt).toISOString() : null,
  };
}

function valueOf(key: LocationSettingKey, row: Row | undefined): unknown {
  return LOCATION_SETTINGS[key].parse(row?.value ?? {});
}
