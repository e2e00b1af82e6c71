import { z } from 'zod';
import { locationSchema } from '#shared/protocol/entities.ts';

/** What every device tells its renderer, and pairing, which every device does in the same way. */

export const syncStatusSchema = z.object({
  online: z.boolean(),
  /** When the hub last answered, or null before it ever did. */
  lastContactAt: z.int().nullable(),
  /** When a whole round last succeeded: everything sent, everything read. Left out: not since this program started. */
  lastSuccessAt: z.int().optional(),
  /** Ops not yet acknowledged. */
  outboxDepth: z.int(),
  oldestOutboxAt: z.int().nullable(),
  /** An error code, in words under `error.<code>`. */
  lastError: z.string().nullable(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const deviceStateSchema = z.object({
  paired: z.boolean(),
  deviceName: z.string().nullable(),
  hubUrl: z.string().nullable(),
  location: locationSchema.nullable(),
  sync: syncStatusSchema,
});
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const deviceMethods = {
  'device.pair': { input: z.object({ hubUrl: z.url(), code: z.string().min(6).max(16) }), output: deviceStateSchema },
  'device.syncNow': { input: z.object({}), output: syncStatusSchema },
} as const;

export const deviceTopics = { 'device.state': deviceStateSchema } as const;
