import { and, eq } from 'drizzle-orm';
import {
  DEFAULT_PRIORITY_SETTINGS,
  prioritySettingsSchema,
  type PrioritySettings,
} from '#shared/domain/priority-settings.ts';
import type { SettingKey } from '#shared/domain/settings/settings.ts';
import type { Queryable } from '#hub/db/client.ts';
import { settings } from '#hub/db/schema/clinic.ts';

const KEY: SettingKey = 'queue_priorities';

/** How this location orders its queues: its own choice, or the defaults. */
export async function readPrioritySettings(db: Queryable, locationId: number): Promise<PrioritySettings> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.locationId, locationId), eq(settings.key, KEY)));
  return row ? prioritySettingsSchema.parse(row.value) : DEFAULT_PRIORITY_SETTINGS;
}
