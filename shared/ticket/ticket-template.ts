import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';

/** What a clinic may change about its tickets. The facts on them are not a matter of taste and always there. */
export const ticketTemplateSchema = z.object({
  /** Under the clinic's name: an address, a slogan. */
  header: localizedTextSchema.nullable(),
  /** At the foot: "Please tell the desk if you feel worse." */
  message: localizedTextSchema.nullable(),
  /** A PNG, base64; scaled down to the paper and printed black on white. */
  logoPng: z.base64().max(400_000).nullable(),
  showPeopleAhead: z.boolean(),
  showWait: z.boolean(),
  showFollowQr: z.boolean(),
});
export type TicketTemplate = z.infer<typeof ticketTemplateSchema>;

export const PLAIN_TEMPLATE: TicketTemplate = {
  header: null,
  message: null,
  logoPng: null,
  showPeopleAhead: true,
  showWait: true,
  showFollowQr: true,
};
