import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';

/** What stands on the printed ticket besides the token. */
export const ticketSettingsSchema = z.object({
  show_logo: z.boolean().default(true),
  show_people_ahead: z.boolean().default(true),
  show_wait: z.boolean().default(true),
  show_waiting_area: z.boolean().default(true),
  show_qr: z.boolean().default(true),
  footer: localizedTextSchema.nullable().default(null),
});
