import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from './client.ts';
import { settings } from './schema/clinic.ts';

/** Made by the first migration and never changed: which life of the hub's data this is. */
export async function readHubEpoch(db: Queryable): Promise<string> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(and(isNull(settings.locationId), eq(settings.key, 'hub_epoch')));
  return z.uuid().parse(row?.value);
}
