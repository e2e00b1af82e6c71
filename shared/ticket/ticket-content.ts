import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';

/**
 * Everything a ticket says, in the patient's language already where it is a name that staff typed. Kept with the print
 * job, so that a reprint says the same. No diagnosis and no full name ever come in here.
 */
export const ticketContentSchema = z.object({
  clinic: z.string(),
  /** `A-047`. */
  token: z.string(),
  service: z.string().nullable(),
  doctor: z.string().nullable(),
  /** The station or the area to wait in. */
  place: z.string().nullable(),
  peopleAhead: z.int().min(0).nullable(),
  waitMinutes: z.tuple([z.int(), z.int()]).nullable(),
  issuedAt: z.int(),
  /** IANA, of the clinic. */
  timeZone: z.string(),
  /** What the setting allows of the name: nothing, initials or the first name (`nameOnTicket`). */
  patientName: z.string().nullable(),
  /** What is still to be paid at the desk, in the smallest unit of the currency. */
  toPay: z.object({ amountMinor: z.int().min(1), currency: z.string().length(3) }).optional(),
  /** Where the QR leads; ASCII only. */
  followUrl: z.string().nullable(),
  language: languageSchema,
});
export type TicketContent = z.infer<typeof ticketContentSchema>;
