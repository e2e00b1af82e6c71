import type { z } from 'zod';
import { SETTINGS } from '#shared/domain/settings/settings.ts';
import { kioskSettingsSchema } from './kiosk-settings.ts';

/** Everything a location may choose: what the rules go by, and how its kiosks behave. */
export const LOCATION_SETTINGS = {
  ...SETTINGS,
  // Whose kiosks they are follows from the location, and the PIN has an operation of its own: nothing gives its hash away.
  kiosk: kioskSettingsSchema.omit({ uid: true, pinHash: true }),
} as const satisfies Record<string, z.ZodType>;

export type LocationSettingKey = keyof typeof LOCATION_SETTINGS;
export type LocationSettingValue<K extends LocationSettingKey> = z.output<(typeof LOCATION_SETTINGS)[K]>;

export const LOCATION_SETTING_KEYS = Object.keys(LOCATION_SETTINGS) as LocationSettingKey[];
