import { createHash } from 'node:crypto';
import { opHashInput, type Op } from '#shared/protocol/sync/op.ts';

/** SHA-256, hex: what an op's `hash` must be. */
export function hashOp(incarnation: string, op: Omit<Op, 'hash'>): string {
  return createHash('sha256').update(opHashInput(incarnation, op)).digest('hex');
}
