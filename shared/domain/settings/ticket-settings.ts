import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';

/** What may stand of a patient's name: never all of it. */
export const NAMES_ON_TICKET = ['none', 'initials', 'first_name'] as const;

/** Base64 letters: a picture as wide and tall as paper takes it is never larger. */
const MOST_LOGO = 200_000;

/** What stands on the printed ticket besides the token. */
export const ticketSettingsSchema = z.object({
  show_logo: z.boolean().default(true),
  /** PNG, base64, as `settings.prepareTicketLogo` gives it: of the size that paper takes, grey on white. */
  logo_png: z
    .base64()
    .startsWith('iVBORw0KGgo')
    .max(MOST_LOGO)
    .nullable()
    .default(null)
    .meta({ examples: [null] }),
  /** Under the clinic's name: an address, a slogan. */
  header: localizedTextSchema.nullable().default(null),
  patient_name: z.enum(NAMES_ON_TICKET).default('none'),
  show_people_ahead: z.boolean().default(true),
  show_wait: z.boolean().default(true),
  show_waiting_area: z.boolean().default(true),
  show_qr: z.boolean().default(true),
  /** At the foot: "Please tell the desk if you feel worse." */
  footer: localizedTextSchema.nullable().default(null),
});
export type TicketSettings = z.output<typeof ticketSettingsSchema>;
