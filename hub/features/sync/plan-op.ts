import {
  checkInPayloadSchema,
  checkInRefusedPayloadSchema,
  OP_KINDS,
  type CheckInPayload,
  type CheckInRefusedPayload,
  type Op,
} from '#shared/protocol/sync.ts';

/** An op read and validated, ready to be applied; or why it never can be. */
export type PlannedOp =
  | { op: Op; plan: { kind: typeof OP_KINDS.checkIn; payload: CheckInPayload } }
  | { op: Op; plan: { kind: typeof OP_KINDS.checkInRefused; payload: CheckInRefusedPayload } }
  | { op: Op; plan: { kind: 'refused'; code: 'sync.unknown_kind' | 'sync.bad_payload' } };

/**
 * Pure: needs no database, so a batch can be planned before its transaction begins. What is refused here is refused
 * for ever; it is stored all the same and shown to staff.
 */
export function planOp(op: Op): PlannedOp {
  switch (op.kind) {
    case OP_KINDS.checkIn: {
      const payload = checkInPayloadSchema.safeParse(parseJson(op.payload));
      if (!payload.success) return refuse(op, 'sync.bad_payload');
      return { op, plan: { kind: OP_KINDS.checkIn, payload: payload.data } };
    }
    case OP_KINDS.checkInRefused: {
      const payload = checkInRefusedPayloadSchema.safeParse(parseJson(op.payload));
      if (!payload.success) return refuse(op, 'sync.bad_payload');
      return { op, plan: { kind: OP_KINDS.checkInRefused, payload: payload.data } };
    }
    default:
      return refuse(op, 'sync.unknown_kind');
  }
}

function refuse(op: Op, code: 'sync.unknown_kind' | 'sync.bad_payload'): PlannedOp {
  return { op, plan: { kind: 'refused', code } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
