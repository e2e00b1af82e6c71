import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';

/** What the waiting-room display shows and how it calls. */
export const displaySettingsSchema = z.object({
  layout: z.enum(['board', 'split', 'calls_only']).default('board'),
  /** Calls that stay on the screen, newest first. */
  recent_calls: z.int().min(1).max(12).default(6),
  show_waits: z.boolean().default(true),
  chime: z.boolean().default(true),
  speak: z.boolean().default(true),
  /** 0 is silent, 100 as loud as the machine is set. */
  volume: z.int().min(0).max(100).default(80),
  quiet_hours: z
    .object({
      from: z.iso.time({ precision: -1 }),
      to: z.iso.time({ precision: -1 }),
    })
    .nullable()
    .default(null),
  notice: localizedTextSchema.nullable().default(null),
});
