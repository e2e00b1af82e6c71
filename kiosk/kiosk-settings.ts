import { z } from 'zod';
import { deviceSettingsShape } from '#shared/device/program/device-settings.ts';

/** The kiosk's environment. */
export const kioskSettingsSchema = z.object({
  ...deviceSettingsShape(3100),
  /** `tcp://host:port`; without it the tokens are shown on the screen alone. */
  ANTEROOM_PRINTER: z.url({ protocol: /^tcp$/ }).optional(),
  /** Id of a profile in kiosk/printing/profiles. */
  ANTEROOM_PRINTER_MODEL: z.string().default('epson-tm-t20'),
});
export type KioskSettings = z.output<typeof kioskSettingsSchema>;
