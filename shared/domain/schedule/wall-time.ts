import { z } from 'zod';

/**
 * Local wall time `HH:MM`; `24:00` is the end of the day. Apart from the rules that use it, so that a page which only shows
 * times does not load what expands recurrences.
 */
export const wallTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u);
export type WallTime = z.infer<typeof wallTimeSchema>;
