import { z } from 'zod';

/** A one-time link for somebody to choose a password by. Shown once: the hub keeps only a hash of it. */
export const accountLinkSchema = z.object({ url: z.url(), expires_at: z.iso.datetime() });
export type AccountLink = z.infer<typeof accountLinkSchema>;
