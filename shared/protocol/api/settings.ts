import { z } from 'zod';
import { LOCATION_SETTING_KEYS, LOCATION_SETTINGS, type LocationSettingKey } from '#shared/protocol/settings.ts';
import { defineContract, type ApiContract } from './contract.ts';

function settingReply<V extends z.ZodType>(value: V) {
  return z.object({
    key: z.string(),
    /** Raised by every change; 0: never chosen, `value` is the default. */
    rev: z.int(),
    value,
    updated_at: z.iso.datetime().nullable(),
  });
}
export type Setting = { key: LocationSettingKey; rev: number; value: unknown; updated_at: string | null };

export const listSettings = defineContract({
  id: 'settings.list',
  method: 'GET',
  path: '/api/settings',
  summary: "Every setting of the caller's location, whole: what was never chosen has its default",
  reply: z.array(settingReply(z.unknown())),
});

function changeContract<K extends LocationSettingKey>(key: K): ApiContract & { key: K } {
  return {
    key,
    id: `settings.change.${key}`,
    method: 'PUT',
    path: `/api/settings/${key}`,
    summary: `Choose the setting "${key}" anew, whole; refused when somebody changed it since \`rev\` was read`,
    body: z.object({ rev: z.int().min(0), value: LOCATION_SETTINGS[key] }),
    reply: settingReply(LOCATION_SETTINGS[key]),
  };
}

/** One operation a setting, so that each has its own schema in the API document. */
export const changeSettings = LOCATION_SETTING_KEYS.map(changeContract);

export const changeKioskPin = defineContract({
  id: 'settings.changeKioskPin',
  method: 'PUT',
  path: '/api/settings/kiosk-pin',
  summary: "Set the PIN that opens the staff area of the location's kiosks, or take it away (null)",
  body: z.object({
    pin: z
      .string()
      .regex(/^\d{6,12}$/u, '6 to 12 digits')
      .nullable()
      .meta({ examples: ['482915'] }),
  }),
  reply: z.object({ pin_set: z.boolean() }),
});

export const getKioskPin = defineContract({
  id: 'settings.getKioskPin',
  method: 'GET',
  path: '/api/settings/kiosk-pin',
  summary: "Whether a PIN opens the staff area of the location's kiosks; never which",
  reply: z.object({ pin_set: z.boolean() }),
});
