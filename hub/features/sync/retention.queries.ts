import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '#hub/db/client.ts';
import { settings } from '#hub/db/schema/clinic.ts';

const SETTING = 'sync.op_retention_days';
/** Longer than the usual month of backups. */
const DEFAULT_DAYS = 35;

/**
 * How many days devices keep what the hub has acknowledged, to refill a hub that was restored from a backup: set it to
 * more than the age of the oldest backup that will ever be used. A location's own setting before the hub's.
 */
export async function readOpRetentionDays(db: Queryable, locationId: number): Promise<number> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.key, SETTING), or(eq(settings.locationId, locationId), isNull(settings.locationId))))
    .orderBy(sql`${settings.locationId} NULLS LAST`)
    .limit(1);
  const days = z.int().min(1).max(3650).safeParse(row?.value);
  return days.success ? days.data : DEFAULT_DAYS;
}
