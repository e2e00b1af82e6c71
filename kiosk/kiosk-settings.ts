import { z } from 'zod';
import { deviceSettingsShape } from '#shared/device/program/device-settings.ts';

/** The kiosk's environment. */
export const kioskSettingsSchema = z.object({
  ...deviceSettingsShape(3100),
  /**
   * `tcp://host:port`, `usb:///dev/usb/lp0`, `serial:///dev/ttyUSB0` or `queue:///name`; several with commas between, of
   * which a later one prints while those before it cannot; without it the tokens are shown on
   * the screen alone. What staff choose on the kiosk goes before it.
   */
  ANTEROOM_PRINTER: z
    .string()
    .regex(/^(tcp|usb|serial|queue):[^,]+(, *(tcp|usb|serial|queue):[^,]+)*$/u)
    .optional(),
  /** Id of a profile in shared/ticket/profiles. */
  ANTEROOM_PRINTER_MODEL: z.string().default('epson-tm-t20'),
  /** Whatever runs this program starts it again when it ends: staff may then restart it at the kiosk. */
  ANTEROOM_SUPERVISED: z.stringbool().default(false),
  /** Opens the staff area where the hub has set no PIN: 4 to 12 digits. */
  ANTEROOM_STAFF_PIN: z
    .string()
    .regex(/^\d{4,12}$/u)
    .optional(),
});
export type KioskSettings = z.output<typeof kioskSettingsSchema>;
