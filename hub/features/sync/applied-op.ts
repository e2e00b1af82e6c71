import type { Op } from '#shared/protocol/sync/op.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';

/** What became of one op. */
export type AppliedOp = {
  op: Op;
  outcome: OpResult['outcome'];
  code: string | null;
  recordId: number | null;
  /** Both sides of what could not be merged. */
  conflict?: Record<string, unknown>;
  /** Set when it is settled already and nobody need look at it. */
  resolution?: 'superseded' | 'repeated';
};
