import { createHash } from 'node:crypto';
import { opHashInput, type Op } from '#shared/protocol/sync/op.ts';

/** SHA-256 in hex over `opHashInput`. */
export function hashOp(incarnation: string, op: Omit<Op, 'hash'>): string {
  return createHash('sha256').update(opHashInput(incarnation, op)).digest('hex');
}
