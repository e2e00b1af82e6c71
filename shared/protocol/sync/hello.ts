import { z } from 'zod';
import { laneSchema } from '#shared/domain/token.ts';
import { locationSchema, streamSchema } from '#shared/protocol/entities.ts';
import { hashSchema } from './op.ts';

/** Versions this build speaks. An old device may always push; unknown fields are kept. */
export const PROTOCOL = { min: 1, max: 1 } as const;

/** Ops of one log, both ends included, that its device no longer has: an older state of its store was put back. */
export const logHoleSchema = z.object({ incarnation: z.uuid(), fromSeq: z.int().min(1), toSeq: z.int().min(1) });
export type LogHole = z.infer<typeof logHoleSchema>;

/** How a device is, for the dashboard: what waits in it, since when, and what keeps it. */
export const deviceStatusSchema = z.looseObject({
  outboxDepth: z.int().min(0),
  /** By the device's clock. */
  oldestOutboxAt: z.int().nullable(),
  /** How long that one has waited, by the same clock: true however wrong it is. */
  outboxAgeMs: z.int().min(0).optional(),
  lastError: z.string().max(100).nullable(),
  /** The printer's state, `ready`, `paper_out` …; null where there is no printer. */
  paper: z.string().max(40).nullable(),
  /** What it once wrote and has no more. What the hub has not got either, it tells staff of. */
  holes: z.array(logHoleSchema).max(32).optional(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** POST /api/sync/hello — at every connect, before anything else. */
export const helloRequestSchema = z.looseObject({
  protocol: z.object({ min: z.int(), max: z.int() }),
  incarnation: z.uuid(),
  lastSeq: z.int().min(0),
  lastHash: hashSchema,
  appVersion: z.string().max(40),
  /** How far this hub has acknowledged the log. One that holds less has come back from a backup. */
  ackedSeq: z.int().min(0).optional(),
  lane: laneSchema.optional(),
  status: deviceStatusSchema.optional(),
});
export type HelloRequest = z.infer<typeof helloRequestSchema>;

export const helloReplySchema = z.looseObject({
  protocol: z.int(),
  hubEpoch: z.uuid(),
  /** The last op of this incarnation that the hub has stored. */
  lastSeq: z.int().min(0),
  location: locationSchema,
  heads: z.partialRecord(streamSchema, z.int()),
  now: z.int(),
  /** Base64url, for kiosks only: the location's key of the hashes on the `clinic` stream. */
  matchKey: z.string().min(32).max(128).optional(),
  /** How long a device keeps what is acknowledged: longer than the hub keeps its backups. */
  opRetentionDays: z.int().min(1).optional(),
});
export type HelloReply = z.infer<typeof helloReplySchema>;
