import { z } from 'zod';
import { businessDateSchema } from '#shared/domain/service-day.ts';

/** What stands in `prevHash` of an incarnation's first op. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 in hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/** One entry of a device's log. Order is `seq`, within an incarnation; clocks and UUIDs never decide it. */
export const opSchema = z.looseObject({
  seq: z.int().min(1),
  opId: z.uuid(),
  kind: z.string().min(1).max(64),
  entityUid: z.uuid(),
  baseRev: z.int().min(0).nullable(),
  schemaVersion: z.int().min(1),
  /** JSON text, kept exactly as it was hashed. */
  payload: z.string().max(65_536),
  recordedAt: z.int(),
  businessDate: businessDateSchema,
  prevHash: hashSchema,
  hash: hashSchema,
});
export type Op = z.infer<typeof opSchema>;

/**
 * The text whose SHA-256 is an op's `hash`. It contains the previous op's hash, so that two logs which agree on one
 * hash agree on everything before it.
 */
export function opHashInput(incarnation: string, op: Omit<Op, 'hash'>): string {
  return JSON.stringify([
    op.prevHash,
    incarnation,
    op.seq,
    op.opId,
    op.kind,
    op.entityUid,
    op.baseRev,
    op.schemaVersion,
    op.payload,
    op.recordedAt,
    op.businessDate,
  ]);
}

export const OP_KINDS = {
  checkIn: 'visit.check_in',
  checkInRefused: 'checkin.refused',
  patientUpdate: 'patient.update',
  queueEvent: 'queue.event',
  printReported: 'print.reported',
} as const;
