import { z } from 'zod';

/** Payload of op kind `print.reported`: what became of a `print_request`. The op's `entityUid` is the request's. */
export const printReportedPayloadSchema = z.looseObject({
  visitUid: z.uuid(),
  /** What the paper is marked with; null when none was made. */
  copyNo: z.int().min(1).nullable(),
  /** `unknown`: nobody can say whether it came out. `expired`: the printer was not ready in time, or the request came late. */
  outcome: z.enum(['printed', 'unknown', 'expired']),
  reportedAt: z.int(),
});
export type PrintReportedPayload = z.infer<typeof printReportedPayloadSchema>;
