import { and, eq } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { replica } from '#shared/device/db/schema.ts';
import { ticketSettingsSchema, type TicketSettings } from '#shared/domain/settings/ticket-settings.ts';

const DEFAULTS = ticketSettingsSchema.parse({});

/** A logo makes them long, and each ticket asks: only what has changed is read anew. */
let last: { payload: string; settings: TicketSettings } | null = null;

/** What this clinic's tickets look like: what the hub has said, or the defaults where it has said nothing one can read. */
export function readTicketSettings(reader: DeviceReader): TicketSettings {
  const uid = readIdentity(reader)?.location.uid;
  if (uid === undefined) return DEFAULTS;
  const row = reader
    .select({ payload: replica.payload })
    .from(replica)
    .where(and(eq(replica.stream, 'clinic'), eq(replica.entity, 'ticket_settings'), eq(replica.uid, uid)))
    .get();
  if (!row?.payload) return DEFAULTS;
  if (last?.payload === row.payload) return last.settings;
  const read = ticketSettingsSchema.safeParse(JSON.parse(row.payload));
  const settings = read.success ? read.data : DEFAULTS;
  last = { payload: row.payload, settings };
  return settings;
}
