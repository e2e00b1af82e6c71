import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { ticketSettingsSchema } from '#shared/domain/settings/ticket-settings.ts';
import { defineContract } from './contract.ts';

/** Bytes of a picture that may be given for a logo: what a telephone's camera makes, and no more. */
export const MOST_LOGO_BYTES = 6_000_000;

export const previewTicket = defineContract({
  id: 'tickets.preview',
  method: 'POST',
  path: '/api/tickets/preview',
  summary: 'The ticket that these settings would give, as a picture of the paper: a sample, with names of the clinic',
  body: z.object({
    value: ticketSettingsSchema,
    language: languageSchema,
    /** Millimetres of the roll. */
    paper: z.union([z.literal(58), z.literal(80)]),
    /** Above 1 it is marked as a copy. */
    copy_no: z.int().min(1).max(9).default(1),
  }),
  /** `png` is base64, a pixel a dot of the printer. */
  reply: z.object({ png: z.base64(), width: z.int(), height: z.int() }),
});

export const prepareTicketLogo = defineContract({
  id: 'tickets.prepareLogo',
  method: 'POST',
  path: '/api/tickets/logo',
  summary: 'Makes of a picture (PNG, JPEG or WebP) the logo that tickets print; keeps nothing',
  body: z.object({
    /** Base64. */
    image: z
      .base64()
      .min(1)
      .max(Math.ceil(MOST_LOGO_BYTES / 3) * 4),
  }),
  /** What goes into the ticket's settings. */
  reply: z.object({ logo_png: z.base64(), width: z.int(), height: z.int() }),
});
