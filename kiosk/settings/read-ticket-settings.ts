import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { findTextOfLocation } from '#shared/device/replica/replica.queries.ts';
import { ticketSettingsSchema, type TicketSettings } from '#shared/domain/settings/ticket-settings.ts';

const DEFAULTS = ticketSettingsSchema.parse({});

/** A logo makes them long, and each ticket asks: only what has changed is read anew. */
let last: { payload: string; settings: TicketSettings } | null = null;

/** What this clinic's tickets look like: what the hub has said, or the defaults where it has said nothing one can read. */
export function readTicketSettings(reader: DeviceReader): TicketSettings {
  const payload = findTextOfLocation(reader, 'ticket_settings');
  if (payload === null) return DEFAULTS;
  if (last?.payload === payload) return last.settings;
  const read = ticketSettingsSchema.safeParse(JSON.parse(payload));
  const settings = read.success ? read.data : DEFAULTS;
  last = { payload, settings };
  return settings;
}
