import { z } from 'zod';
import { laneSchema } from '#shared/domain/token.ts';
import { locationSchema } from '#shared/protocol/entities.ts';

export const deviceKindSchema = z.enum(['kiosk', 'display']);
export type DeviceKind = z.infer<typeof deviceKindSchema>;

/** POST /api/devices/pair — a short code for a device key. The key is shown once, here. */
export const pairRequestSchema = z.object({
  code: z.string().min(6).max(16),
  kind: deviceKindSchema,
  appVersion: z.string().max(40),
});

export const pairReplySchema = z.object({
  deviceUid: z.uuid(),
  deviceKey: z.string(),
  deviceName: z.string(),
  incarnation: z.uuid(),
  lane: laneSchema,
  hubEpoch: z.uuid(),
  location: locationSchema,
});
export type PairReply = z.infer<typeof pairReplySchema>;
