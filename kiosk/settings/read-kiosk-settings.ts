import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { findOfLocation } from '#shared/device/replica/replica.queries.ts';
import { defaultKioskSettings, type KioskSettings } from '#shared/protocol/kiosk-settings.ts';

const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** How this kiosk is to behave: what the hub has said, or the defaults where it has said nothing. */
export function readKioskSettings(reader: DeviceReader): KioskSettings {
  return (
    findOfLocation(reader, 'kiosk_settings') ?? defaultKioskSettings(readIdentity(reader)?.location.uid ?? NOWHERE)
  );
}
